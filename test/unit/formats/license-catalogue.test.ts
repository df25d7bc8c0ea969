import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Diagnostic, findDefinition } from '../../../src/diagnostics/index.ts';
import { licenseCatalogueCodes } from '../../../src/diagnostics/codes/license-catalogue.ts';
import { licenseCatalogueJsonSchema, readLicenseCatalogue } from '../../../src/formats/index.ts';
import { type CatalogueOverrides, extendCatalogue, standardCatalogue } from '../../../src/licensing/index.ts';

const text = `version: 1
date: 2027-01-31
servicePlans:
  - servicePlanId: 11111111-1111-4111-8111-111111111111
    servicePlanName: CONTOSO_PLAN
    appliesTo: User
skus:
  - skuId: 22222222-2222-4222-8222-222222222222
    skuPartNumber: CONTOSO_PACK
    displayName: Contoso Pack
    servicePlans: [CONTOSO_PLAN, EXCHANGE_S_ENTERPRISE]
  - skuPartNumber: SPE_E3
    addServicePlans: [AAD_PREMIUM_P2]
planRules:
  - rule: conflicts/skype-for-business-client
    enforceSuspectPairs: true
  - kind: conflicts
    id: conflicts/contoso
    servicePlans: [CONTOSO_PLAN, SWAY]
  - kind: requires
    id: requires/contoso
    servicePlan: CONTOSO_PLAN
    anyOf: [EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD]
  - kind: compatible
    id: compatible/yammer
    enforce: optional
    servicePlans: [YAMMER_EDU, YAMMER_MIDSIZE]
prohibitedLocations:
  - servicePlan: YAMMER_ENTERPRISE
    countryLetterCodes: [XX]
prices:
  - sku: CONTOSO_PACK
    currency: EUR
    amount: 12.5
    validFrom: 2027-01-01
    source: contract 4711
`;

function read(file: string): CatalogueOverrides {
  const result = readLicenseCatalogue({ name: 'mine.yaml', text: file });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join(' '));
  return result.value;
}

/** Everything that is found in a file, when it is read and when the catalogue is extended by it. */
function found(file: string): readonly Diagnostic[] {
  const overrides = readLicenseCatalogue({ name: 'mine.yaml', text: file });
  if (!overrides.ok) return overrides.error;
  const extended = extendCatalogue(standardCatalogue(), overrides.value);
  return extended.ok ? extended.value.warnings : extended.error;
}

function faultsOf(file: string): readonly (readonly [code: string, place: string, message: string])[] {
  return found(file).map(({ code, span, message }) => [code, file.slice(span?.start, span?.end), message]);
}

describe('readLicenseCatalogue', () => {
  it('reads every section', () => {
    const { name, source, spans, ...sections } = read(text);
    expect(name).toBe('mine.yaml');
    expect(source?.text).toBe(text);
    const { version: _version, planRules, ...expected } = parse(text, { schema: 'core' }) as Record<string, unknown>;
    const [first, ...others] = planRules as readonly object[];
    expect(sections).toEqual({ ...expected, planRules: [{ ...first, kind: 'change' }, ...others] });
    const span = spans?.get('skus.0.servicePlans.1');
    expect(text.slice(span?.start, span?.end)).toBe('EXCHANGE_S_ENTERPRISE');
  });

  it('extends the catalogue by what it reads', () => {
    const extended = extendCatalogue(standardCatalogue(), read(text));
    const catalogue = extended.ok ? extended.value.catalogue : undefined;
    expect(catalogue?.data).toMatchObject({ date: '2027-01-31', extendedBy: ['mine.yaml'] });
    const pack = catalogue?.skusByPartNumber('contoso_pack')[0];
    expect(pack?.servicePlans.map(({ servicePlanName }) => servicePlanName)).toEqual([
      'CONTOSO_PLAN',
      'EXCHANGE_S_ENTERPRISE',
    ]);
    expect(catalogue?.pricesOf(pack?.skuId ?? '')).toMatchObject([{ amount: 12.5, sources: ['contract 4711'] }]);
    expect(catalogue?.plansProhibitedIn('XX')).toHaveLength(1);
  });

  it('takes the example of the reference page without a word', () => {
    const page = readFileSync('docs/reference/license-catalogue.md', 'utf8');
    const example = /```yaml\n(version: 1\n[^`]*)```/.exec(page)?.[1] ?? '';
    expect(found(example)).toEqual([]);
    expect(Object.keys(parse(example, { schema: 'core' }) as object)).toHaveLength(7);
  });

  it('reads JSON as well', () => {
    const json = JSON.stringify(parse(text, { schema: 'core' }), undefined, '\t');
    const { source: _source, spans: _spans, ...fromJson } = read(json);
    const { source: _other, spans: _others, ...fromYaml } = read(text);
    expect(fromJson).toEqual(fromYaml);
  });

  it('reports everything at once, in the order of the file', () => {
    const file = `version: 1
skuz: []
planRules:
  - kind: conflict
    id: x
  - rule: x
    enforc: off
prices:
  - sku: SPB
    currency: 5
`;
    expect(faultsOf(file)).toEqual([
      ['license/unknown-key', 'skuz', 'The key "skuz" has no meaning here.'],
      ['license/wrong-type', 'conflict', '"kind" must be conflicts, compatible, requires, found the text "conflict".'],
      ['license/unknown-key', 'enforc', 'The key "enforc" has no meaning here.'],
      ['license/missing-key', 'sku: SPB\n    currency: 5', 'The key "amount" is missing.'],
      ['license/wrong-type', '5', '"currency" must be a text, found the number 5.'],
    ]);
    expect(found(file).map(({ hint }) => hint)).toEqual([
      'Did you mean "skus"?',
      'Did you mean "conflicts"?',
      'Did you mean "enforce"?',
      undefined,
      'Write it in quotation marks: "5".',
    ]);
  });

  it('points at what is unknown to the catalogue', () => {
    const file = 'version: 1\nplanRules: [{ kind: requires, id: x, servicePlan: SWAY, anyOf: [TEAMS1, TEAMS11] }]';
    expect(faultsOf(file)).toEqual([['license/unknown-plan', 'TEAMS11', 'There is no service plan "TEAMS11".']]);
    expect(found(file)[0]?.hint).toContain('"TEAMS1"');
  });

  it.each([
    ['', 'license/wrong-type'],
    ['[]', 'license/wrong-type'],
    ['skus: []', 'license/missing-key'],
    ['version: 2', 'license/wrong-type'],
    ['version: 1\nplanRules: 5', 'license/wrong-type'],
    ['version: 1\nplanRules: [5]', 'license/wrong-type'],
    ['version: 1\nplanRules: [{}]', 'license/wrong-type'],
    ['version: 1\nplanRules: [{ kind: conflicts, id: x, servicePlans: [SWAY] }]', 'license/wrong-type'],
    ['version: 1\nskus: [{ servicePlans: [1] }]', 'license/wrong-type'],
    ['version: 1\n__proto__: 1', 'license/unknown-key'],
    [`version: 1\nskus: ${'['.repeat(200)}${']'.repeat(200)}`, 'license/too-complex'],
  ])('refuses %j', (file, code) => {
    expect(found(file).map((fault) => fault.code)).toContain(code);
  });
});

describe('codes of license catalogue files', () => {
  const codes = Object.keys(licenseCatalogueCodes);
  const withExamples = codes.flatMap((code) => {
    const { wrong, right } = findDefinition(code) ?? {};
    return wrong === undefined || right === undefined ? [] : [{ code, wrong, right }];
  });

  it('have examples, but for the one that would need a large text', () => {
    expect(codes.filter((code) => !withExamples.some((example) => example.code === code))).toEqual([
      'license/too-complex',
    ]);
  });

  it.each(withExamples)(
    '$code is given for its wrong example and nothing is for its right one',
    ({ code, wrong, right }) => {
      expect(found(wrong).map((fault) => fault.code)).toContain(code);
      expect(found(right)).toEqual([]);
    },
  );
});

describe('the published schema of license catalogue files', () => {
  const published = JSON.parse(readFileSync('schema/license-catalogue.schema.json', 'utf8')) as object;
  const validate = new Ajv2020({ strict: false }).compile(published);

  it('is the one that the reader checks with (otherwise run npm run docs)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(licenseCatalogueJsonSchema())));
  });

  it.each([
    text,
    'version: 1',
    'version: 2',
    'skus: []',
    'version: 1\nskuz: []',
    'version: 1\nskus: [{ skuId: x, servicePlans: [a], appliesTo: Nobody }]',
    'version: 1\nplanRules: [{ rule: x }]',
    'version: 1\nplanRules: [{ rule: x, kind: conflicts }]',
    'version: 1\nplanRules: [{ kind: conflicts, id: x, servicePlans: [a] }]',
    'version: 1\nplanRules: [{ kind: requires, id: x, servicePlan: a, anyOf: [] }]',
    'version: 1\nplanRules: [{ kind: compatible, id: x, servicePlans: [a, b], enforce: never }]',
    'version: 1\nprices: [{ sku: a, currency: EUR, amount: 1, period: week }]',
    'version: 1\nprohibitedLocations: [{ servicePlan: a, countryLetterCodes: [] }]',
  ])('agrees with the reader on %j', (file) => {
    expect(validate(parse(file, { schema: 'core' }))).toBe(readLicenseCatalogue({ name: 'c', text: file }).ok);
  });
});
