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
