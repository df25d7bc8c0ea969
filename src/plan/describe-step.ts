import type { AssignLicenseStep, ChangeStep, SeatsStep, WantedProperties } from '../model/index.ts';
import { cutText, valueText } from './value-text.ts';

const longestName = 200;
const mostProperties = 6;

/** A step in one line, as its author wrote it: `update user where … : set department, jobTitle`. */
export function describeStep(step: ChangeStep): string {
  switch (step.kind) {
    case 'update':
      return `update ${step.type} ${selection(step)}: set ${names(step.set)}`;
    case 'create':
      return `create ${step.type} ${createdName(step.with)}`.trimEnd();
    case 'delete':
      return `delete ${step.type} ${selection(step)}`;
    case 'addMembers':
    case 'removeMembers': {
      const count = step.members.length;
      const who = count === 1 ? valueText(step.members[0] ?? '') : `${count} members`;
      const holder = `${step.holderType === 'group' ? 'group' : 'administrative unit'} ${valueText(step.holder)}`;
      return step.kind === 'addMembers' ? `add ${who} to ${holder}` : `remove ${who} from ${holder}`;
    }
    case 'advance':
      return `advance the clock by ${step.duration}`;
    case 'assignLicense':
    case 'removeLicense':
      return describeLicenses(step);
    case 'seats':
      return describeSeats(step);
    case 'reprocess':
      return `reprocess licenses of ${licenseTarget(step)}`;
    case 'restore':
      return `restore user ${valueText(step.user)}`;
  }
}

/** `licenses of group "Sales": assign ENTERPRISEPACK, remove STANDARDPACK`. */
function describeLicenses(step: AssignLicenseStep): string {
  const target = licenseTarget(step);
  const added = step.add.map(({ sku, disabledPlans }) =>
    disabledPlans.length === 0 ? sku : `${sku} without ${disabledPlans.join(', ')}`,
  );
  const parts = [
    ...(added.length === 0 ? [] : [`assign ${added.join(', ')}`]),
    ...(step.remove.length === 0 ? [] : [`remove ${step.remove.join(', ')}`]),
  ];
  return cutText(`licenses of ${target}: ${parts.length === 0 ? 'no change' : parts.join(', ')}`, longestName);
}

function describeSeats({ sku, change }: SeatsStep): string {
  switch (change.kind) {
    case 'set':
      return `set ${sku} to ${seats(change.seats)}`;
    case 'add':
      return `buy ${seats(change.seats)} of ${sku}`;
    case 'remove':
      return `give up ${seats(change.seats)} of ${sku}`;
    case 'expire':
    case 'suspend':
    case 'renew':
      return `${change.kind} the subscription of ${sku}`;
  }
}

function seats(count: number): string {
  return count === 1 ? '1 seat' : `${count} seats`;
}

function licenseTarget(step: {
  readonly user?: string;
  readonly group?: string;
  readonly match?: WantedProperties;
  readonly where?: string;
}): string {
  if (step.group !== undefined) return `group ${valueText(step.group)}`;
  return `user ${step.user === undefined ? selection(step) : valueText(step.user)}`;
}

function selection(step: { readonly match?: WantedProperties; readonly where?: string }): string {
  if (step.where !== undefined) return `where ${cutText(step.where, longestName)}`;
  const pairs = Object.entries(step.match ?? {}).map(([name, value]) => `${name} ${valueText(value)}`);
  return cutText(pairs.join(', '), longestName);
}

function names(properties: WantedProperties): string {
  const all = Object.keys(properties);
  const shown = all.slice(0, mostProperties).join(', ');
  return all.length > mostProperties ? `${shown} and ${all.length - mostProperties} more` : shown;
}

function createdName(properties: WantedProperties): string {
  const name = properties['userPrincipalName'] ?? properties['displayName'];
  return name === undefined ? '' : valueText(name);
}
