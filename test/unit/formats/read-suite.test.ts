import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lineColumnAt } from '../../../src/base/index.ts';
import type { Diagnostic } from '../../../src/diagnostics/index.ts';
import { createSuiteFiles, readSuite, suiteJsonSchema } from '../../../src/formats/index.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Reads a suite that stands in a folder with other files; names of files are their paths in it. */
function read(
  text: string,
  others: Readonly<Record<string, string>> = {},
  folder = tempFolder(),
  allowExternal = false,
) {
  for (const [name, content] of Object.entries(others)) writeFileSync(join(folder, name), content);
  const files = createSuiteFiles({ root: folder, allowExternal, name: (path) => path.slice(folder.length + 1) });
  return readSuite({ name: 'a.tenantlab.yaml', text }, join(folder, 'a.tenantlab.yaml'), files);
}

/** Faults as `code line:column`. */
function faultsOf(...given: Parameters<typeof read>): readonly string[] {
  const result = read(...given);
  return result.ok ? [] : result.error.map(shown);
}

function shown({ code, source, span }: Diagnostic): string {
  const { line, column } = lineColumnAt(source?.text ?? '', span?.start ?? 0);
  return `${code} ${source?.name === 'a.tenantlab.yaml' ? '' : `${source?.name ?? ''}:`}${line}:${column}`;
}

const goodCase = '  - { name: a, person: ada, group: Sales, expect: { member: true } }\n';

describe('readSuite', () => {
  it('reads every cell of a matrix as a case with a name of its own', () => {
    const result = read(
      'tests:\n  - name: guests\n    matrix: { person: [gus, "Mia Lee"], group: [Sales] }\n    expect: { member: false }\n',
    );
    expect(result.ok && result.value.cases.map(({ name }) => name)).toEqual([
      'guests > gus, Sales',
      'guests > "Mia Lee", Sales',
    ]);
  });

  it('fills placeholders with values of any type', () => {
    const result = read(
      "tests:\n  - name: a\n    matrix: [{ person: x, in: true }, { person: y, in: undecided }]\n    group: G\n    expect: { member: '${in}' }\n",
    );
    const verdicts = result.ok ? result.value.cases.map(({ expectations: [first] }) => first) : [];
    expect(verdicts).toMatchObject([{ verdict: 'member' }, { verdict: 'undecided' }]);
  });

  it('expects no refusals of a plan unless it is told which', () => {
    const result = read('tests:\n  - { name: a, plan: [{ advance: P1D }], expect: { joins: 0 } }\n');
    expect(result.ok && result.value.cases[0]?.expectations).toMatchObject([
      { kind: 'movement' },
      { kind: 'refusals', codes: [] },
    ]);
  });

  it('takes people and groups from included files, each once', () => {
    const others = {
      'b.yaml': 'include: [c.yaml]\npeople: { ada: { department: Sales } }\n',
      'c.yaml': 'groups: { G: { members: [ada] } }\n',
    };
    const result = read(`include: [b.yaml, c.yaml]\ntests:\n${goodCase}`, others);
    expect(result.ok && [...result.value.people, ...result.value.groups].map(({ key }) => key)).toEqual(['ada', 'G']);
  });

  it.each([
    ['an unknown key', 'tenent: x\ntests:\n' + goodCase, ['suite/unknown-key 1:1']],
    [
      'a misspelt expectation',
      'tests:\n  - { name: a, group: G, expect: { memebers: [x] } }\n',
      ['suite/unknown-key 2:36'],
    ],
    ['a misspelt property', `people: { ada: { departmant: x } }\ntests:\n${goodCase}`, ['suite/unknown-key 1:18']],
    [
      'a value of the wrong type',
      'tests:\n  - { name: a, group: G, expect: { count: many } }\n',
      ['suite/wrong-type 2:43'],
    ],
    ['two cases of one name', `tests:\n${goodCase}${goodCase}`, ['suite/duplicate-name 3:13']],
    [
      'cells of one name',
      'tests:\n  - { name: a, matrix: { group: [G, G] }, expect: { count: 1 } }\n',
      ['suite/duplicate-name 2:13'],
    ],
    [
      'a key of a matrix that nothing uses',
      'tests:\n  - { name: a, matrix: { x: [1] }, group: G, expect: { count: 1 } }\n',
      ['suite/unused-value 2:26'],
    ],
    [
      'a placeholder that nothing fills',
      "tests:\n  - { name: a, group: '${x}', expect: { count: 1 } }\n",
      ['suite/unknown-value 2:5'],
    ],
    ['a case without expectations', 'tests:\n  - { name: a }\n', ['suite/missing-key 2:5']],
    [
      'an expectation about members without a group',
      'tests:\n  - { name: a, person: p, expect: { member: true } }\n',
      ['suite/missing-key 2:45'],
    ],
    [
      'an expectation about a plan without one',
      'tests:\n  - { name: a, expect: { joins: 0 } }\n',
      ['suite/missing-key 2:33'],
    ],
    ['no tests', 'name: a\n', ['suite/missing-key 1:1']],
    ['a clock that is none', `clock: soon\ntests:\n${goodCase}`, ['suite/wrong-type 1:8']],
    ['an unknown reading', `semantics: { nothing: x }\ntests:\n${goodCase}`, ['suite/unknown-key 1:14']],
    [
      'a guardrail that does not exist',
      'tests:\n  - { name: a, plan: [], expect: { guardrails: { max-leave: 1 } } }\n',
      ['suite/unknown-key 2:50'],
    ],
    [
      'a snapshot that leads elsewhere',
      'tests:\n  - { name: a, group: G, expect: { snapshot: ../x } }\n',
      ['suite/wrong-type 2:46'],
    ],
    [
      'a step that is none',
      'tests:\n  - { name: a, plan: [{ updat: user }], expect: { joins: 0 } }\n',
      ['changes/unknown-step 2:25'],
    ],
    ['a key twice', `clock: 2026-01-01\nclock: 2026-01-02\ntests:\n${goodCase}`, ['suite/duplicate-key 2:1']],
    ['text that is no YAML', 'tests: [', ['suite/syntax 1:9']],
    ['something that is no mapping', '- a\n', ['suite/wrong-type 1:1']],
  ])('reports %s with its place', (_what, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('reports all faults of all files at once', () => {
    const faults = faultsOf(`x: 1\ninclude: [b.yaml, none.yaml]\ntests:\n  - 7\n`, { 'b.yaml': 'tests: []\n' });
    expect(faults).toEqual([
      'suite/unknown-key 1:1',
      'suite/unreadable-file 2:19',
      'suite/wrong-type 4:5',
      'suite/unknown-key b.yaml:1:1',
    ]);
  });

  it('suggests what was probably meant', () => {
    const result = read('tests:\n  - { name: a, group: G, expect: { memebers: [x] } }\n');
    expect(result.ok ? '' : result.error[0]?.hint).toContain('"members"');
  });

  it('reports files that include each other in a circle', () => {
    const others = { 'b.yaml': 'include: [c.yaml]\n', 'c.yaml': 'include: [b.yaml]\n' };
    expect(faultsOf(`include: [b.yaml]\ntests:\n${goodCase}`, others)).toEqual(['suite/cyclic-include c.yaml:1:11']);
  });

  it('reports a person whom two files give', () => {
    const others = { 'b.yaml': 'people: { ada: {} }\n' };
    expect(faultsOf(`include: [b.yaml]\npeople: { ada: {} }\ntests:\n${goodCase}`, others)).toEqual([
      'suite/duplicate-name 2:11',
    ]);
  });

  it('reads nothing outside of its folder, links included, unless it may', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'secret.yaml'), 'people: {}\n');
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'in/link.yaml'));
    const text = `include: [../secret.yaml, link.yaml, ../nothing.yaml]\ntests:\n${goodCase}`;
    const inside = join(folder, 'in');
    expect(faultsOf(text, {}, inside)).toEqual([
      'suite/outside-folder 1:11',
      'suite/outside-folder 1:27',
      'suite/outside-folder 1:38',
    ]);
    expect(faultsOf(text, {}, inside, true)).toEqual(['suite/unreadable-file 1:38']);
  });

  it.each([
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    ],
    ['depth', `a: ${'['.repeat(5000)}`],
    [
      'cells',
      `tests:\n  - { name: a, group: G, matrix: { a: [${'1,'.repeat(300)}], b: [${'1,'.repeat(300)}] }, expect: { count: { min: '\${a}', max: '\${b}' } } }\n`,
    ],
  ])('refuses a bomb of %s', (_what, text) => {
    expect(faultsOf(text).map((fault) => fault.split(' ')[0])).toContain('suite/too-complex');
  });
});

describe('the published schema of suites', () => {
  const validate = new Ajv2020({ strict: false }).compile(suiteJsonSchema());
  const folder = join(projectRoot, 'fixtures/suites');

  it.each(readdirSync(folder).filter((name) => name.includes('.tenantlab.')))('accepts %s', (name) => {
    validate(parse(readFileSync(join(folder, name), 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it.each([
    { tests: [] },
    { tests: [{ name: 'a', expect: { memeber: true } }] },
    { tests: [{ name: 'a', expect: { member: 'maybe' } }] },
    { tests: [{ name: 'a', expect: { count: { minimum: 1 } } }] },
    { people: { ada: { departmant: 'x' } }, tests: [{ name: 'a', todo: 'x' }] },
  ])('refuses %j', (value) => {
    expect(validate(value)).toBe(false);
  });
});
