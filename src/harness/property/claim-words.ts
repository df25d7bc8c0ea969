import type { Violation } from './judge-state.ts';
import type { Names } from './names.ts';
import type { Claim, Statement } from './policy-property.ts';

/** What a claim expects, in one sentence without a full stop: `nobody for whom user.userType -eq "Guest" holds a license`. */
export function expectation(claim: Claim, names: Names): string {
  switch (claim.kind) {
    case 'always':
    case 'never': {
      const whom = claim.kind === 'always' ? 'everybody' : 'nobody';
      const who = claim.who === undefined ? '' : ` for whom ${claim.who.text} is true`;
      return `${whom}${who} ${statementWords(claim.has, names)}`;
    }
    case 'disjoint':
      return `nobody is in two of ${claim.groups.map((id) => names.group(id)).join(', ')}`;
    case 'implies':
      return `every member of ${names.group(claim.from)} is a member of ${names.group(claim.to)}`;
    case 'seats':
      return 'no more users hold or need a license than seats were bought';
    case 'stable':
      return `a change of ${claim.attributes.join(' or ')} moves nobody${placeWords(claim, names)}`;
    case 'monotone':
      return `a value more in ${claim.attribute} takes nobody out${placeWords(claim, names)}`;
  }
}

/** What went wrong, in one sentence without a full stop. */
export function violationWords(claim: Claim, violation: Violation, names: Names): string {
  switch (violation.kind) {
    case 'person': {
      const label = names.person(violation.type, violation.row);
      if (claim.kind === 'implies')
        return `${label} is a member of ${names.group(claim.from)} and not of ${names.group(claim.to)}`;
      if (claim.kind !== 'always' && claim.kind !== 'never') return label;
      return `${label} ${claim.kind === 'never' ? statementWords(claim.has, names) : lackWords(claim.has, names)}`;
    }
    case 'inBoth':
      return `${names.person(violation.type, violation.row)} is a member of ${names.group(violation.groups[0])} and of ${names.group(violation.groups[1])}`;
    case 'seats':
      return `${count(violation.needed, 'user')} ${violation.needed === 1 ? 'holds or needs' : 'hold or need'} ${names.sku(violation.skuId)}, and ${count(violation.bought, 'seat')} of it ${violation.bought === 1 ? 'was' : 'were'} bought`;
    case 'moved': {
      const what = violation.group === undefined ? names.sku(violation.skuId ?? '') : names.group(violation.group);
      const attributes =
        claim.kind === 'stable' ? claim.attributes.join(' or ') : claim.kind === 'monotone' ? claim.attribute : '';
      return `${names.person(violation.type, violation.row)} ${violation.action} ${what} when ${attributes} ${claim.kind === 'monotone' ? 'grows' : 'changes'}`;
    }
  }
}

/** What a statement says of somebody: `holds SPE_E3 and is a member of "Sales"`. */
function statementWords(statement: Statement, names: Names): string {
  const parts: string[] = [];
  const { memberOf, license, licenseError, rule } = statement;
  const listed = (ids: readonly string[], name: (id: string) => string): string =>
    ids.map((id) => name(id)).join(' or ');
  if (memberOf !== undefined)
    parts.push(`is a member of ${memberOf === 'any' ? 'a group' : listed(memberOf, (id) => names.group(id))}`);
  if (license !== undefined)
    parts.push(`holds ${license === 'any' ? 'a license' : listed(license, (id) => names.sku(id))}`);
  if (licenseError !== undefined)
    parts.push(
      `has an error with ${licenseError === 'any' ? 'a license' : listed(licenseError, (id) => names.sku(id))}`,
    );
  if (rule !== undefined) parts.push(`is somebody for whom ${rule.text} is true`);
  return parts.join(' and ');
}

/** The contrary: `is no member of "Sales"`. */
function lackWords(statement: Statement, names: Names): string {
  const parts = Object.values(statement).filter((part) => part !== undefined);
  const words = statementWords(statement, names);
  if (parts.length > 1) return `does not meet this: ${words}`;
  return words
    .replace(/^is a member of a group$/, 'is in no group')
    .replace(/^is a member/, 'is no member')
    .replace(/^holds a license$/, 'holds no license')
    .replace(/^holds (?!no license$)/, 'does not hold ')
    .replace(/^has an error/, 'has no error')
    .replace(/^is somebody/, 'is nobody');
}

/** `1 user`, `3 users`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

function placeWords(
  { groups, licenses }: Extract<Claim, { readonly kind: 'stable' | 'monotone' }>,
  names: Names,
): string {
  const where = groups === 'any' ? 'any group' : groups.map((id) => names.group(id)).join(' or ');
  return ` of ${where}${licenses ? ' and gives or takes no license' : ''}`;
}
