/**
 * Plans with a mailbox: Exchange Online and its older names. Exchange Foundation, archives and add-ons have none, although their
 * service is Exchange too; the facts do not name the service of every plan with a mailbox.
 */
const mailboxName = /^EXCHANGE_[BLS]_(?:STANDARD|ENTERPRISE|DESKLESS|ESSENTIALS)/;

/** True for a plan, by its name, that gives its user a mailbox. */
export function hasMailbox(servicePlanName: string): boolean {
  return mailboxName.test(servicePlanName);
}
