import { count } from './claim-words.ts';
import type { Claim, PropertyScope } from './policy-property.ts';
import type { Sides } from './sides.ts';

/** What a property was looked at with, in words: how many cases, on which side they were, what nobody could decide. */
export function sidesNotes(claim: Claim, scope: PropertyScope, sides: Sides): readonly string[] {
  const where =
    scope === 'present'
      ? 'The tenant as it is'
      : scope === 'near'
        ? count(sides.cases, 'tenant')
        : count(sides.cases, 'sequence');
  const notes = [`${where}: ${sideWords(claim, sides)}.`];
  if (sides.undecided > 0) notes.push(`${sides.undecided} undecided: neither a violation nor a proof.`);
  return notes;
}

/** Why a property says nothing, if so. `sides`: of everything that was looked at. */
export function vacuity(claim: Claim, sides: Sides): string | undefined {
  if (sides.inside === 0) return nothingInside(claim, sides);
  // Where the property leaves some out, those show whether the conclusion could have come out otherwise at all.
  if (sides.outside === 0) return undefined;
  if (claim.kind === 'never' && sides.concluded === 0)
    return 'What nobody may have, nobody had in any case, inside or outside: the property could not have failed.';
  if ((claim.kind === 'always' || claim.kind === 'implies') && sides.notConcluded === 0)
    return 'What is expected was true of everybody in every case, inside or outside: the property could not have failed.';
  return undefined;
}

function nothingInside(claim: Claim, { cases, outside, undecided }: Sides): string {
  const total = outside + undecided;
  const people = total === 1 ? '1 person' : `${total} people`;
  const open = undecided === 0 ? '' : `; ${undecided} of them undecided`;
  switch (claim.kind) {
    case 'always':
    case 'never':
      return `Nobody of ${people} in ${count(cases, 'case')} is one whom the property is about${open}.`;
    case 'implies':
      return `Nobody of ${people} in ${count(cases, 'case')} is a member of the first group${open}.`;
    case 'disjoint':
      return `In none of ${count(cases, 'case')} did two of the groups have members.`;
    case 'seats':
      return `In none of ${count(cases, 'case')} did anybody hold or need one of the licenses.`;
    case 'stable':
    case 'monotone':
      return `No change of the attribute in ${count(cases, 'case')} changed anything.`;
  }
}

function sideWords(claim: Claim, { inside, outside, concluded, notConcluded }: Sides): string {
  switch (claim.kind) {
    case 'always':
    case 'never':
      return `${inside} people whom the property is about, ${outside} others; the conclusion is true of ${concluded}, false of ${notConcluded}`;
    case 'implies':
      return `${inside} members of the first group, ${outside} others; ${concluded} members of the second, ${notConcluded} not`;
    case 'disjoint':
      return `${inside} members where at least two of the groups have some, ${outside} people in none`;
    case 'seats':
      return `seats in use or needed ${count(inside, 'time')}, all of them ${count(concluded, 'time')}; not needed ${count(outside, 'time')}`;
    case 'stable':
    case 'monotone':
      return `${count(inside, 'change')} of the attribute, ${outside} that changed nothing`;
  }
}
