import { linkedRows, type LinkSet, type Tenant } from '../model/index.ts';
import type { RuleHolder } from './check.ts';

/** The members that are stored for a holder; undefined when they are not known. */
export function membersOf(tenant: Tenant, { type, row }: RuleHolder): LinkSet | undefined {
  return type === 'group'
    ? (tenant.relations.groupMembers.get(row) ?? tenant.relations.groupExportedMembers.get(row))
    : (tenant.relations.unitMembers.get(row) ?? tenant.relations.unitExportedMembers.get(row));
}

/** `12 members stay`, `the members stay` when they are not known. */
export function countMembers(tenant: Tenant, holder: RuleHolder): string {
  const links = membersOf(tenant, holder);
  if (links === undefined) return 'the members stay';
  const size = linkedRows(links, 'user').size + linkedRows(links, 'device').size + links.unresolved.length;
  return `${size} ${size === 1 ? 'member stays' : 'members stay'}`;
}
