import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/formats/index.ts';

function read(text: string) {
  return readConfig({ name: 'tenantlab.config.yaml', text });
}

describe('the licenses of a config file', () => {
  it('are files that extend the license catalogue', () => {
    expect(read('licenses: { catalogue: [a.yaml, b.json] }')).toMatchObject({
      ok: true,
      value: { licenses: { catalogue: ['a.yaml', 'b.json'] } },
    });
  });

  it.each(['tenant: tenant.db', 'licenses: {}', 'licenses:', 'licenses: { catalogue: }'])('are none in %j', (text) => {
    expect(read(text)).toMatchObject({ ok: true, value: { licenses: { catalogue: [] } } });
  });

  it.each([
    ['licenses: { catalog: [] }', 'config/unknown-key', 'catalog'],
    ['licenses: [a.yaml]', 'config/wrong-value', '[a.yaml]'],
    ['licenses: { catalogue: a.yaml }', 'config/wrong-value', 'a.yaml'],
    ['licenses: { catalogue: [1] }', 'config/wrong-value', '[1]'],
  ])('are refused in %j', (text, code, place) => {
    const result = read(text);
    const [fault] = result.ok ? [] : result.error;
    expect(fault?.code).toBe(code);
    expect(text.slice(fault?.span?.start, fault?.span?.end)).toBe(place);
  });
});

describe('what a config file says about tests', () => {
  it('has defaults', () => {
    expect(read('{}')).toMatchObject({
      ok: true,
      value: { test: { failOnEmpty: true, undecided: 'report', coverage: {} }, reports: [] },
    });
  });

  it('is read, reports in both forms', () => {
    expect(
      read(
        'test: { failOnEmpty: false, undecided: fail, coverage: { leaves: 90.5 } }\nreports: [text, { junit: a.xml }]',
      ),
    ).toMatchObject({
      ok: true,
      value: {
        test: { failOnEmpty: false, undecided: 'fail', coverage: { leaves: 90.5 } },
        reports: ['text', 'junit=a.xml'],
      },
    });
  });

  it.each([
    ['test: { failOnEmty: true }', 'config/unknown-key', 'failOnEmty'],
    ['test: { failOnEmpty: maybe }', 'config/wrong-value', 'maybe'],
    ['test: { undecided: never }', 'config/wrong-value', 'never'],
    ['test: { coverage: { leafs: 1 } }', 'config/unknown-key', 'leafs'],
    ['test: { coverage: { leaves: 101 } }', 'config/wrong-value', '101'],
    ['test: { coverage: 90 }', 'config/wrong-value', '90'],
    ['reports: text', 'config/wrong-value', 'text'],
    ['reports: [{ junit: 1 }]', 'config/wrong-value', '{ junit: 1 }'],
  ])('is refused in %j', (text, code, place) => {
    const result = read(text);
    const [fault] = result.ok ? [] : result.error;
    expect(fault?.code).toBe(code);
    expect(text.slice(fault?.span?.start, fault?.span?.end)).toBe(place);
  });
});
