import { describe, expect, it } from 'vitest';
import { lineColumnAt } from '../../../src/base/index.ts';
import { readChangeSet } from '../../../src/formats/index.ts';
import type { ChangeSet } from '../../../src/model/index.ts';

const complete = `version: 1
clock: 2026-12-01T00:00:00Z
steps:
  - update: user
    match: { userPrincipalName: user1@contoso.com }
    set: { department: Sales Ops, jobTitle: null }
  - update: user
    where: user.department -eq "Sales"
    set: { department: Commercial }
  - create: group
    with: { displayName: Sales EMEA, groupTypes: [DynamicMembership], securityEnabled: true, mailEnabled: false, mailNickname: sales-emea, membershipRule: 'user.department -startsWith "Commercial"', membershipRuleProcessingState: On }
  - addMembers: { group: Project X, members: [user1@contoso.com] }
  - removeMembers: { administrativeUnit: West, members: [user2@contoso.com] }
  - delete: user
    match: { userPrincipalName: user2@contoso.com }
  - advance: P7D
`;

function read(text: string): ChangeSet {
  const result = readChangeSet({ name: 'changes.yaml', text });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
}

/** `line:column code` of every fault. */
function faultsOf(text: string): readonly string[] {
  const result = readChangeSet({ name: 'changes.yaml', text });
  if (result.ok) return [];
  return result.error.map(({ code, span }) => {
    const { line, column } = lineColumnAt(text, span?.start ?? 0);
    return `${line}:${column} ${code}`;
  });
}

function step(text: string): string {
  return `version: 1\nsteps:\n  - ${text.replaceAll('\n', '\n    ')}\n`;
}

describe('reading a change set', () => {
  it('reads every kind of step in order', () => {
    const { steps, clock } = read(complete);
    expect(clock).toBe(Date.UTC(2026, 11, 1));
    expect(steps.map(({ kind }) => kind)).toEqual([
      'update',
      'update',
      'create',
      'addMembers',
      'removeMembers',
      'delete',
      'advance',
    ]);
    expect(steps[0]).toMatchObject({
      type: 'user',
      match: { userPrincipalName: 'user1@contoso.com' },
      set: { department: 'Sales Ops', jobTitle: null },
    });
    expect(steps[1]).toMatchObject({ where: 'user.department -eq "Sales"' });
    expect(steps[1]).not.toHaveProperty('match');
    expect(steps[2]).toMatchObject({
      type: 'group',
      with: { groupTypes: ['DynamicMembership'], membershipRuleProcessingState: 'On' },
    });
    expect(steps[3]).toMatchObject({ holderType: 'group', holder: 'Project X', members: ['user1@contoso.com'] });
    expect(steps[4]).toMatchObject({ holderType: 'administrativeUnit', holder: 'West' });
    expect(steps[6]).toMatchObject({ duration: 'P7D', milliseconds: 7 * 86_400_000 });
  });

  it('knows where each part of a step stands', () => {
    const { steps } = read(complete);
    const textAt = (index: number, path: string): string => {
      const span = steps[index]?.spans.get(path);
      return complete.slice(span?.start, span?.end);
    };
    expect(textAt(0, 'set.department')).toBe('Sales Ops');
    expect(textAt(0, 'set.jobTitle')).toBe('null');
    expect(textAt(1, 'where')).toBe('user.department -eq "Sales"');
    expect(textAt(3, 'members.0')).toBe('user1@contoso.com');
    expect(textAt(3, 'group')).toBe('Project X');
    expect(complete.slice(steps[6]?.span.start, steps[6]?.span.end)).toBe('advance: P7D');
  });

  it('reads the same from JSON, also when it is indented with tabs', () => {
    const json = JSON.stringify({ version: 1, steps: [{ advance: 'P1D' }] }, null, '\t');
    expect(read(json).steps).toMatchObject([{ kind: 'advance', milliseconds: 86_400_000 }]);
  });

  it('keeps dates and words as texts', () => {
    const { steps } = read(
      step('update: user\nmatch: { id: x }\nset: { employeeHireDate: 2026-01-01, department: yes }'),
    );
    expect(steps[0]).toMatchObject({ set: { employeeHireDate: '2026-01-01', department: 'yes' } });
  });

  it('puts members of complex properties on their own, with their place', () => {
    const text = step(
      'update: user\nmatch: { id: x }\nset: { employeeOrgData: { costCenter: "12", division: null }, onPremisesExtensionAttributes: { extensionAttribute1: a } }',
    );
    const [first] = read(text).steps;
    expect(first).toMatchObject({ set: { costCenter: '12', division: null, extensionAttribute1: 'a' } });
    expect(first).not.toHaveProperty('set.employeeOrgData');
    const span = first?.spans.get('set.costCenter');
    expect(text.slice(span?.start, span?.end)).toBe('"12"');
  });

  it('takes directory extensions as texts only', () => {
    const name = `extension_${'0'.repeat(32)}_badge`;
    expect(read(step(`update: user\nmatch: { id: x }\nset: { ${name}: b }`)).steps[0]).toMatchObject({
      set: { [name]: 'b' },
    });
    expect(faultsOf(step(`update: user\nmatch: { id: x }\nset: { ${name}: 5 }`))).toEqual(['5:62 changes/wrong-type']);
    expect(faultsOf(step(`update: orgContact\nmatch: { id: x }\nset: { ${name}: b }`))).toEqual([
      '5:12 changes/unknown-key',
    ]);
  });

  it('expands a few aliases', () => {
    const { steps } = read('version: 1\nsteps:\n  - &a { advance: P1D }\n  - *a\n');
    expect(steps).toHaveLength(2);
  });
});

describe('faults of a change set', () => {
  it('are reported all at once, in the order of the file', () => {
    const text = `version: 2
clok: 2026
steps:
  - update: usr
    match: { id: a }
  - updte: user
  - update: user
    set: { Department: x, employeeId: 007, accountEnabled: "yes" }
  - advance: 7 days
`;
    expect(faultsOf(text)).toEqual([
      '1:10 changes/unsupported-version',
      '2:1 changes/unknown-key',
      '4:13 changes/wrong-type',
      '6:5 changes/unknown-step',
      '7:5 changes/match-or-where',
      '8:12 changes/unknown-key',
      '8:39 changes/wrong-type',
      '8:60 changes/wrong-type',
      '9:14 changes/invalid-duration',
    ]);
  });

  it('say what was probably meant', () => {
    const hints = (text: string): readonly (string | undefined)[] => {
      const result = readChangeSet({ name: 'c', text });
      return result.ok ? [] : result.error.map(({ hint }) => hint);
    };
    expect(hints(step('updte: user'))).toEqual(['Did you mean "update"?']);
    expect(hints(step('update: user\nmatch: { id: x }\nset: { departmnt: x }'))).toEqual([
      'Did you mean "department"?',
    ]);
    expect(hints(step('update: user\nmatch: { id: x }\nset: { employeeId: 007 }'))).toEqual([
      'Write it in quotation marks: "007".',
    ]);
    expect(hints(step('addMembers: { group: x, membrs: [a] }'))).toContain('Did you mean "members"?');
  });

  it.each([
    ['both match and where', 'update: user\nmatch: { id: x }\nwhere: a\nset: {}', ['5:5 changes/match-or-where']],
    ['an empty match', 'delete: user\nmatch: {}', ['4:12 changes/match-or-where']],
    ['two things in one step', 'advance: P1D\ncreate: user', ['3:5 changes/unknown-step']],
    ['two holders', 'addMembers: { group: a, administrativeUnit: b, members: [c] }', ['3:29 changes/unknown-key']],
    ['no member', 'addMembers: { group: a, members: [] }', ['3:38 changes/wrong-type']],
    ['a step that is no mapping', 'hello', ['3:5 changes/wrong-type']],
    ['a missing set', 'update: user\nmatch: { id: x }', ['3:5 changes/missing-key']],
    ['a key that stands twice', 'advance: P1D\nadvance: P2D', ['4:5 changes/duplicate-key']],
    [
      'a property that is given in both forms',
      'update: user\nmatch: { id: x }\nset: { costCenter: a, employeeOrgData: { costCenter: b } }',
      ['5:46 changes/duplicate-key'],
    ],
    [
      'hostile keys',
      'update: user\nmatch: { id: x }\nset: { __proto__: { a: 1 }, constructor: x }',
      ['5:12 changes/unknown-key', '5:33 changes/unknown-key'],
    ],
    ['an object where a text belongs', 'update: user\nwhere: 5\nset: {}', ['4:12 changes/wrong-type']],
  ])('include %s', (_name, text, expected) => {
    expect(faultsOf(step(text))).toEqual(expected);
  });

  it.each([
    ['an empty file', '', ['1:1 changes/wrong-type']],
    ['a list', '[]', ['1:1 changes/wrong-type']],
    ['missing keys', '{}', ['1:1 changes/missing-key', '1:1 changes/missing-key']],
    ['a clock that is none', 'version: 1\nclock: tomorrow\nsteps: []', ['2:8 changes/invalid-instant']],
    ['steps that are no list', 'version: 1\nsteps: 5', ['2:8 changes/wrong-type']],
    ['broken YAML', 'version: 1\nsteps: {', ['2:9 changes/yaml-syntax']],
    ['an unknown tag', 'version: !!int 1\nsteps: !foo []', ['2:8 changes/yaml-syntax']],
    ['a second document', 'version: 1\nsteps: []\n---\nversion: 1\nsteps: []', ['3:1 changes/yaml-syntax']],
    ['deep nesting', '['.repeat(20_000), ['1:1 changes/too-complex']],
    [
      'an alias bomb',
      `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`,
      ['1:1 changes/too-complex'],
    ],
  ])('include %s', (_name, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it.each([
    ['a plain key', 'version: 1\nversion: 1\nsteps: []', 'The key version stands twice in this mapping.'],
    ['a quoted key', '{"a:b": 1, "a:b": 2}', 'The key "a:b" stands twice in this mapping.'],
  ])('name the whole key that stands twice: %s', (_name, text, message) => {
    const read = readChangeSet({ name: 'changes.yaml', text });
    expect(read.ok ? [] : read.error.map((fault) => fault.message)).toContain(message);
  });
});
