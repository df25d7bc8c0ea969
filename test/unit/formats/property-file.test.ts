import { describe, expect, it } from 'vitest';
import { readPropertyFile, renderReproduction } from '../../../src/formats/index.ts';
import { defaultSemantics, fingerprintOf } from '../../../src/model/index.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { advance, updateUser } from '../../support/steps.ts';

/** Codes of the faults with the text at which they are shown. */
function faultsOf(text: string): readonly string[] {
  const read = readPropertyFile({ name: 'p.yaml', text });
  if (read.ok) return [];
  return read.error.map(({ code, span }) =>
    `${code} ${span === undefined ? '' : text.slice(span.start, span.end).split('\n')[0]}`.trim(),
  );
}

const head = 'version: 1\nproperties:\n';

describe('readPropertyFile', () => {
  it('reads claims of every kind', () => {
    const read = readPropertyFile({
      name: 'p.yaml',
      text: `${head}${[
        'a: { always: { who: user.city -eq "x", has: { member: [A, B], rule: user.city -ne null } } }',
        'b: { never: { has: { license: any } } }',
        'c: { stable: { changing: [mobilePhone], groups: A, licenses: true } }',
        'd: { monotone: { growing: otherMails } }',
        'e: { disjoint: [A, B] }',
        'f: { implies: { memberOf: A, alsoOf: B } }',
        'g: { seatsNeverExceeded: true, over: [present, changes], tags: [x] }',
      ]
        .map((line) => line.replace(/^(\w): \{/, '  - { name: $1,'))
        .join('\n')}\n`,
    });
    expect(read.ok && read.value.properties.map(({ name, kind, scopes }) => [name, kind, scopes])).toEqual([
      ['a', 'always', undefined],
      ['b', 'never', undefined],
      ['c', 'stable', undefined],
      ['d', 'monotone', undefined],
      ['e', 'disjoint', undefined],
      ['f', 'implies', undefined],
      ['g', 'seatsNeverExceeded', ['present', 'changes']],
    ]);
  });

  it.each([
    [
      'a typo in a key',
      '  - { name: a, nevr: { has: { license: any } } }\n',
      ['property/exactly-one { name: a, nevr: { has: { license: any } } }', 'property/unknown-key nevr'],
    ],
    [
      'two claims',
      '  - { name: a, disjoint: [A, B], implies: { memberOf: A, alsoOf: B } }\n',
      ['property/exactly-one implies'],
    ],
    [
      'an unknown key in a claim',
      '  - { name: a, never: { whom: x, has: { license: any } } }\n',
      ['property/unknown-key whom'],
    ],
    ['one group', '  - { name: a, disjoint: [A] }\n', ['property/wrong-type [A]']],
    ['a number for a name', '  - { name: 1, disjoint: [A, B] }\n', ['property/wrong-type 1']],
    [
      'a name twice',
      '  - { name: a, disjoint: [A, B] }\n  - { name: a, disjoint: [A, C] }\n',
      ['property/duplicate-name a'],
    ],
    ['a key twice', '  - { name: a, name: b, disjoint: [A, B] }\n', ['property/duplicate-key name']],
    ['a place that is none', '  - { name: a, over: [past], disjoint: [A, B] }\n', ['property/wrong-type past']],
    ['a text for a property', '  - guests\n', ['property/wrong-type guests']],
  ])('shows %s', (_what, text, expected) => {
    expect(faultsOf(head + text)).toEqual(expected);
  });

  it('says how many entries a list must have', () => {
    const read = readPropertyFile({ name: 'p.yaml', text: `${head}  - { name: a, over: [], disjoint: [A] }\n` });
    expect(read.ok ? [] : read.error.map(({ message }) => message)).toEqual([
      '"over" must be a list that is not empty, found an empty list.',
      '"disjoint" must be a list of at least 2 entries, found a list.',
    ]);
  });

  it('shows faults of the frame', () => {
    expect(faultsOf('version: 2\nproperties:\n  - { name: a, disjoint: [A, B] }\n')).toEqual([
      'property/unsupported-version 2',
    ]);
    expect(faultsOf('version: 1\n')).toEqual(['property/missing-key version: 1']);
    expect(faultsOf('[]\n')).toEqual(['property/wrong-type []']);
    expect(faultsOf(`${head}  - { name: a, disjoint: [A, B] }\ntenant: 3\n`)).toEqual(['property/wrong-type 3']);
    expect(faultsOf(`${head}  - { name: a, disjoint: [A, B] }\nchanges: []\n`)).toEqual([
      'property/missing-key changes',
    ]);
    expect(faultsOf('version: 1\n  bad: [\n')[0]).toMatch(/^property\/syntax/);
  });

  it('reads a bomb of aliases as a fault', () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `x${index + 1}: &x${index + 1} [${`*x${index},`.repeat(9)}]`,
    );
    expect(faultsOf(`x0: &x0 [a]\n${lines.join('\n')}\nversion: 1\n`)[0]).toMatch(/^property\/too-complex/);
    expect(faultsOf(`version: 1\nproperties: ${'['.repeat(500)}${']'.repeat(500)}\n`)[0]).toMatch(
      /^property\/too-complex/,
    );
  });

  it('shows faults of a tenant and of changes inside the file at their place', () => {
    const text = `${head}  - { name: a, disjoint: [A, B] }\ntenant:\n  clock: 2026-01-01T00:00:00Z\n  users:\n    - { id: u1, departmnt: x }\nchanges:\n  - { updte: user }\n`;
    expect(faultsOf(text)).toEqual(['tenant/unknown-key departmnt', 'changes/unknown-step updte']);
  });
});

describe('renderReproduction', () => {
  it('is read again as the same tenant and the same changes', () => {
    const tenant = smallTenant();
    const changes = [updateUser('user-ada', { department: 'Sa\u2028les: "x" #\u0007' }), advance('P3D')];
    const text = renderReproduction({
      name: 'odd: "name" # \ud83d',
      comment: ['first\nsecond: \u2028 line'],
      claim: { disjoint: ['Assigned', 'Sales people'] },
      semantics: { 'organizational-unit': 'null' },
      tenant,
      changes,
      found: { seed: 1 },
    });
    const read = readPropertyFile({ name: 'r.yaml', text });
    if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
    const { tenant: again, changes: steps = [], properties } = read.value;
    expect(again !== undefined && 'inline' in again && fingerprintOf(again.inline)).toBe(fingerprintOf(tenant));
    expect(steps.map((step) => (step.kind === 'update' ? step.set : step.kind))).toEqual([
      { department: 'Sa\u2028les: "x" #\u0007' },
      'advance',
    ]);
    expect(properties[0]?.name).toBe('odd: "name" # \ud83d');
    expect(Object.keys(defaultSemantics)).toContain('organizational-unit');
  });
});
