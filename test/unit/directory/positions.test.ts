import { describe, expect, it } from 'vitest';
import { applyStep, createWorkspace } from '../../../src/directory/index.ts';
import { readChangeSet } from '../../../src/formats/index.ts';
import { licenseDeps } from '../../../src/licensing/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { createPredicateCache } from '../../../src/rules/index.ts';
import { contoso, groups } from '../../support/contoso.ts';

/** The texts that the diagnostics of the first step point at. */
function pointedAt(step: string): readonly (string | undefined)[] {
  const source = { name: 'changes.yaml', text: `version: 1\nsteps:\n${step}\n` };
  const read = readChangeSet(source);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join(' '));
  const [first] = read.value.steps;
  if (first === undefined || first.kind === 'advance') throw new Error('no step');
  const deps = {
    semantics: defaultSemantics,
    cache: createPredicateCache(),
    source,
    licenses: licenseDeps(defaultSemantics),
  };
  const { refusal } = applyStep(createWorkspace(contoso()), first, 0, deps);
  return (refusal?.diagnostics ?? []).map((at) => at.source?.text.slice(at.span?.start, at.span?.end));
}

describe('positions of refusals', () => {
  it('point at the value that was refused', () => {
    const step =
      '  - update: user\n    match: { id: ID }\n    set: { displayName: x, employeeId: "12345678901234567" }';
    expect(pointedAt(step.replace('ID', '00000000-0000-4000-8000-000000000001'))).toEqual(['"12345678901234567"']);
  });

  it('point at the match that found nothing', () => {
    expect(pointedAt('  - update: user\n    match: { city: Nowhere }\n    set: { displayName: x }')).toEqual([
      '{ city: Nowhere }',
    ]);
  });

  it('point at the holder, and at the member', () => {
    expect(pointedAt('  - addMembers: { group: DYN-Eng, members: [ann@contoso.com] }')).toEqual(['DYN-Eng']);
    expect(pointedAt('  - addMembers: { group: SG-Parent, members: [bob@contoso.com, nobody] }')).toEqual(['nobody']);
  });

  it('point at the rule and at the place in it', () => {
    const rule = `'user.employeeType -eq "x"'`;
    const step = `  - update: group\n    match: { id: ${groups['DYN-Eng']} }\n    set: { membershipRule: ${rule} }`;
    expect(pointedAt(step)).toEqual([rule, 'user.employeeType']);
  });
});
