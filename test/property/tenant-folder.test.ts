import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { guidFromWords, type JsonObject, type JsonValue, rowSetOf } from '../../src/base/index.ts';
import { readTenantFolder, writeTenantFolder } from '../../src/formats/index.ts';
import {
  canonicalCell,
  cellId,
  cellRelations,
  type CellType,
  createTenant,
  fingerprintOf,
  isCellType,
  type LinkSet,
  linksOf,
  objectAt,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type PropertyDefinition,
  relationHolders,
  relationNames,
  type Tenant,
  TenantDraft,
} from '../../src/model/index.ts';
import { seeded } from '../support/seed.ts';

const root = mkdtempSync(join(tmpdir(), 'tenantlab-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const awkwardTexts = [
  '',
  ' ',
  'null',
  'true',
  'No',
  '007',
  '1e3',
  '0x1F',
  '~',
  '- a',
  '# b',
  'a: b',
  "it's",
  '"',
  '\\',
  '\n',
  '\t',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  '__proto__',
  '2026-01-01',
  '12:30',
  'contoso.com',
  '<<',
  '*a',
  '&a',
  '!t',
  '%',
  '@x',
  '`',
  '{a}',
  '[a]',
  'a\r\nb',
  'x'.repeat(2_000),
];
const text = fc.oneof(
  fc.constantFrom(...awkwardTexts),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const names = fc.constantFrom(
  'Sales',
  'sales',
  'Legal',
  'ada@contoso.com',
  'Ada@contoso.com',
  'bob@contoso.com',
  'contoso.com',
  '00000000-0000-4000-8000-000000000001',
);

function stringOf(name: string): fc.Arbitrary<string> {
  if (['displayName', 'userPrincipalName'].includes(name)) return names;
  if (name === 'skuId') return id;
  return name === 'assignedByGroup' ? fc.oneof(id, fc.constantFrom('group-1', 'Sales')) : text;
}

function valueOf(definition: PropertyDefinition): fc.Arbitrary<JsonValue | undefined> {
  const values: Record<PropertyDefinition['type'], fc.Arbitrary<JsonValue>> = {
    string: stringOf(definition.name),
    reference: fc.oneof(
      id,
      text.filter((value) => value.trim() !== ''),
    ),
    boolean: fc.boolean(),
    integer: fc.integer(),
    dateTime: fc.constantFrom('2026-11-23T00:00:00Z', '2020-01-01T00:00:00.123Z'),
    stringCollection: fc.oneof(fc.constantFrom(['DynamicMembership'], []), fc.array(text, { maxLength: 3 })),
    object: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>, { maxKeys: 3 }),
    objectCollection: fc.array(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>, { maxLength: 3 }),
  };
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: values[definition.type] },
  );
}

const id = fc.integer({ min: 0, max: 12 }).map((number) => guidFromWords(0, 0, 0, number));

interface Plan {
  readonly objects: readonly {
    type: ObjectType;
    id: string;
    values: readonly (readonly [string, JsonValue | undefined])[];
  }[];
  readonly links: readonly {
    relation: (typeof relationNames)[number];
    holder: number;
    targets: readonly number[];
    ids: readonly string[];
  }[];
}

/** They move when they are read: see license-state.test.ts. */
const licenseProperties = ['assignedLicenses', 'licenseAssignmentStates'];

const object = fc.constantFrom(...objectTypes).chain((type) => {
  const plain = propertyCatalogue[type].filter(({ name }) => type !== 'user' || !licenseProperties.includes(name));
  const properties = fc.subarray([...plain], { maxLength: Math.min(12, plain.length) });
  const names = propertyCatalogue[type].filter(({ name }) =>
    ['displayName', 'userPrincipalName', 'groupTypes', 'membershipType'].includes(name),
  );
  return fc.record({
    type: fc.constant(type),
    id: type === 'domain' ? fc.constantFrom('contoso.com', 'fabrikam.com') : id,
    values: properties.chain((chosen) =>
      fc.tuple(
        ...[...new Set([...names, ...chosen])].map((definition) =>
          valueOf(definition).map((value) => [definition.name, value] as const),
        ),
      ),
    ),
  });
});

const plan: fc.Arbitrary<Plan> = fc.record({
  objects: fc.array(object, { maxLength: 12 }),
  links: fc.array(
    fc.record({
      relation: fc.constantFrom(...relationNames),
      holder: fc.nat(5),
      targets: fc.array(fc.nat(20), { maxLength: 4 }),
      ids: fc.array(
        fc.oneof(
          id,
          text.filter((value) => value !== ''),
        ),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 6 },
  ),
});

/** A cell in the only form that there is: a path has a SKU, an entry a service plan, everybody whose state is known nothing. */
function cellOf(
  type: CellType,
  given: readonly (readonly [string, JsonValue | undefined])[],
): { readonly id: string; readonly values: JsonObject } {
  const stated = Object.fromEntries(
    given.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined),
  );
  const skuId = stated['skuId'] ?? null;
  const isNobody = type === 'licenseAssignment' && (skuId === null || skuId === '');
  const plan = stated['servicePlanId'] === undefined || stated['servicePlanId'] === '' ? null : stated['servicePlanId'];
  const values = canonicalCell(type, isNobody ? {} : { ...stated, servicePlanId: plan ?? 'plan' });
  return { id: cellId(type, values), values };
}

function build({ objects, links }: Plan): Tenant {
  const draft = new TenantDraft(createTenant(1_790_000_000_000));
  for (const { type, id: givenId, values: given } of objects) {
    const population = draft.population(type);
    const cell = isCellType(type) ? cellOf(type, given) : undefined;
    const objectId = cell === undefined ? givenId : cell.id;
    if (population.rowOf(objectId) !== undefined) continue;
    const row = population.addRow(objectId);
    for (const [name, value] of cell === undefined ? given : Object.entries(cell.values)) {
      population.setValue(row, name, value);
    }
  }
  // Nothing points to a cell.
  const targetTypes = objectTypes.filter((type) => !isCellType(type));
  const all = targetTypes.flatMap((type) =>
    Array.from({ length: draft.population(type).size }, (_, row) => ({ type, row })),
  );
  const isKnownId = (target: string): boolean =>
    objectTypes.some((type) => draft.population(type).rowOf(target) !== undefined);
  for (const { relation, holder, targets, ids } of links) {
    const holders = draft.population(relationHolders[relation]).size;
    if (holders === 0) continue;
    const rows: Partial<Record<ObjectType, ReturnType<typeof rowSetOf>>> = {};
    for (const type of objectTypes) {
      const chosen = targets
        .flatMap((target) => (all.length > 0 ? [all[target % all.length]] : []))
        .filter((target) => target?.type === type);
      if (chosen.length > 0) rows[type] = rowSetOf(chosen.map((target) => target?.row ?? 0));
    }
    const unresolved = [...new Set(ids)].filter((target) => !isKnownId(target)).toSorted();
    draft.setLinks(relation, holder % holders, { rows, unresolved });
  }
  return draft.finish();
}

/** A cell that no user is in says nothing. */
function saysSomething(tenant: Tenant, type: ObjectType, row: number): boolean {
  return !isCellType(type) || (linksOf(tenant, cellRelations[type], row).rows.user?.size ?? 0) > 0;
}

/** Everything a tenant states, by id, in an order of its own. */
function dump(tenant: Tenant): unknown {
  const objects = objectTypes.map((type) => {
    const population = tenant.populations[type];
    return Array.from({ length: population.size }, (_, row) => row)
      .filter((row) => saysSomething(tenant, type, row))
      .map((row) => objectAt(population, row))
      .toSorted((a, b) => (JSON.stringify(a['id']) < JSON.stringify(b['id']) ? -1 : 1));
  });
  const describeLinks = (links: LinkSet): readonly string[] =>
    [
      ...objectTypes.flatMap((type) =>
        [...(links.rows[type]?.toArray() ?? [])].map((row) => `${type} ${tenant.populations[type].idAt(row)}`),
      ),
      ...links.unresolved.map((target) => `? ${target}`),
    ].toSorted();
  const relations = relationNames.map((name) =>
    [...tenant.relations[name]]
      .filter(([row]) => saysSomething(tenant, relationHolders[name], row))
      .map(([row, links]) => [tenant.populations[relationHolders[name]].idAt(row), describeLinks(links)])
      .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  );
  return { clock: tenant.clock, objects, relations };
}

function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

let counter = 0;
const newFolder = (): string => join(root, `tenant-${counter++}`);

describe('tenant folders', () => {
  it('give back exactly the tenant that was written, and the same bytes when it is written again', () => {
    fc.assert(
      fc.property(plan, (chosen) => {
        const tenant = build(chosen);
        const [first, second] = [newFolder(), newFolder()];
        writeTenantFolder(tenant, first);
        const loaded = readTenantFolder(first);
        expect(dump(loaded)).toEqual(dump(tenant));
        expect(fingerprintOf(loaded)).toBe(fingerprintOf(tenant));
        writeTenantFolder(loaded, second);
        expect(bytesOf(second)).toEqual(bytesOf(first));
      }),
      seeded(150),
    );
  });

  it('keep the tenant when it is written over another one', () => {
    fc.assert(
      fc.property(plan, plan, (before, after) => {
        const folder = newFolder();
        writeTenantFolder(build(before), folder);
        writeTenantFolder(build(after), folder);
        expect(dump(readTenantFolder(folder))).toEqual(dump(build(after)));
      }),
      seeded(60),
    );
  });
});
