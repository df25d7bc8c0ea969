import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandMatrix, placeAt, runSuite } from '../../../src/harness/index.ts';
import { defaultSemantics } from '../../../src/model/index.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { sampleTenant, suiteFrom } from '../../support/suite-scene.ts';

const text = readFileSync(join(projectRoot, 'docs/reference/suites.md'), 'utf8');
const examples = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, example]) => example ?? '');

describe('examples of docs/reference/suites.md', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(7);
  });

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    'number %i runs and fails in nothing',
    (_index, example) => {
      const name = example.includes('harbour-licenses') ? 'harbour-licenses' : 'northwind-clinic';
      const snapshots = { mode: 'add', find: () => undefined, keep: () => undefined } as const;
      const { cases } = runSuite(suiteFrom(example), sampleTenant(name), { semantics: defaultSemantics, snapshots });
      expect(cases.filter(({ status }) => status === 'failed' || status === 'undecided')).toEqual([]);
      expect(cases.some(({ status }) => status === 'passed')).toBe(true);
    },
  );

  it('name every expectation that there is', () => {
    const schema = JSON.parse(readFileSync(join(projectRoot, 'schema/suite.schema.json'), 'utf8')) as {
      properties: { tests: { items: { properties: Record<string, { properties?: Record<string, unknown> }> } } };
    };
    const { items } = schema.properties.tests;
    const keys = [...Object.keys(items.properties), ...Object.keys(items.properties['expect']?.properties ?? {})];
    expect(keys.filter((key) => !new RegExp(`\`${key}\\b`).test(text))).toEqual([]);
  });
});

describe('expandMatrix', () => {
  it('combines lists with the last key fastest', () => {
    const cells = expandMatrix({ person: ['a', 'b c'], in: [true, false] });
    expect(cells.map(({ label }) => label)).toEqual(['a, true', 'a, false', '"b c", true', '"b c", false']);
  });
});

describe('placeAt', () => {
  it('counts lines and columns from 1, whatever ends a line', () => {
    const source = { name: 'x', text: 'a\r\nbc\rd\ne' };
    const at = (start: number) => placeAt(source, { start, end: start + 1 });
    expect([at(0), at(4), at(6), at(8)].map(({ line, column }) => `${line}:${column}`)).toEqual([
      '1:1',
      '2:2',
      '3:1',
      '4:1',
    ]);
  });
});
