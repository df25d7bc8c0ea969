import { emptyRowSet, guidFromWords, hashText, type JsonValue, rowSetOf, unionRows } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { newObjectProperties, readTenant, resolveName, type TenantReader } from '../../directory/index.ts';
import { isLicensingActive, type LicenseCatalogue, standardCatalogue, tenantCatalogue } from '../../licensing/index.ts';
import {
  canonicalCell,
  cellId,
  emptyLinks,
  linkedRows,
  type ObjectType,
  type Tenant,
  TenantDraft,
  withLinkedRows,
} from '../../model/index.ts';
import type { Named } from './expectation.ts';
import type { Fixture, GroupFixture, PersonFixture, Suite } from './suite.ts';

/** A tenant with the people and groups of a suite, and the rows that their names mean. */
export interface FixtureTenant {
  readonly tenant: Tenant;
  readonly people: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly faults: readonly Diagnostic[];
}

const memberTypes: readonly ObjectType[] = ['user', 'device', 'orgContact', 'group'];

interface Laying {
  readonly draft: TenantDraft;
  readonly reader: TenantReader;
  readonly people: Map<string, number>;
  readonly groups: Map<string, number>;
  readonly faults: Diagnostic[];
  readonly catalogue: () => LicenseCatalogue;
}

/**
 * Lays the people and groups of a suite over a tenant, as facts: what the service would refuse to a caller (the department of a
 * synchronized user, say) can be stated here. A new person is a member with an account that is on, and has nothing else but what
 * is written; a new group is a security group. O(fixtures * objects).
 */
export function applyFixtures(
  tenant: Tenant,
  suite: Pick<Suite, 'people' | 'groups'>,
  catalogue?: LicenseCatalogue,
): FixtureTenant {
  const [people, groups] = [new Map<string, number>(), new Map<string, number>()];
  if (suite.people.length + suite.groups.length === 0) return { tenant, people, groups, faults: [] };
  const draft = new TenantDraft(tenant);
  const reader: TenantReader = {
    clock: tenant.clock,
    population: (type) => draft.population(type),
    links: (relation, holder) => draft.links(relation, holder),
  };
  let known = catalogue;
  const laying: Laying = {
    draft,
    reader,
    people,
    groups,
    faults: [],
    catalogue: () => (known ??= tenantCatalogue(tenant, standardCatalogue())),
  };
  for (const person of suite.people) layPerson(laying, tenant, person);
  for (const group of suite.groups) layGroup(laying, tenant, group);
  for (const person of suite.people) layManager(laying, person);
  for (const group of suite.groups) layMembers(laying, group);
  if (isLicensingActive(tenant) || suite.groups.some(({ licenses }) => licenses !== undefined)) {
    const isNew = new Set(suite.people.flatMap(({ key, is }) => (is === undefined ? [people.get(key) ?? -1] : [])));
    markKnown(draft, isNew);
  }
  return { tenant: draft.finish(), people, groups, faults: laying.faults };
}

function layPerson(laying: Laying, tenant: Tenant, person: PersonFixture): void {
  const row = person.is === undefined ? addPerson(laying, person) : findTarget(laying, tenant, person, ['user']);
  if (row === undefined) return;
  laying.people.set(person.key, row);
  writeProperties(laying, 'user', row, person);
}

function addPerson({ draft, reader }: Laying, { key }: PersonFixture): number {
  const domain = defaultDomain(reader);
  const properties = newObjectProperties(
    reader,
    'user',
    new Map<string, JsonValue>([
      ['userPrincipalName', `${key}@${domain}`],
      ['displayName', key],
      ['mailNickname', key],
      ['accountEnabled', true],
    ]),
  );
  return draft.addObject('user', fixtureId(reader, 'user', key), properties).row;
}

function layGroup(laying: Laying, tenant: Tenant, group: GroupFixture): void {
  const row = group.is === undefined ? addGroup(laying, group) : findTarget(laying, tenant, group, ['group']);
  if (row === undefined) return;
  laying.groups.set(group.key, row);
  writeProperties(laying, 'group', row, group);
  layRule(laying, row, group);
  layLicenses(laying, row, group);
}

function addGroup({ draft, reader }: Laying, { key }: GroupFixture): number {
  const wanted = new Map<string, JsonValue>([
    ['displayName', key],
    ['mailNickname', key.replaceAll(/[^A-Za-z0-9._-]/g, '-')],
    ['mailEnabled', false],
    ['securityEnabled', true],
    ['groupTypes', []],
  ]);
  const id = fixtureId(reader, 'group', key);
  const { row } = draft.addObject('group', id, newObjectProperties(reader, 'group', wanted));
  draft.setLinks('groupMembers', row, emptyLinks);
  return row;
}

/** A rule makes a group dynamic, members alone make it assigned. */
function layRule({ draft }: Laying, row: number, { properties, members }: GroupFixture): void {
  const groups = draft.population('group');
  const stated = groups.valueAt(row, 'groupTypes');
  const types = Array.isArray(stated) ? (stated as readonly string[]) : [];
  const others = types.filter((type) => type !== 'DynamicMembership');
  if (typeof properties['membershipRule'] === 'string') {
    if (properties['groupTypes'] === undefined) groups.setValue(row, 'groupTypes', [...others, 'DynamicMembership']);
    if (properties['membershipRuleProcessingState'] === undefined)
      groups.setValue(row, 'membershipRuleProcessingState', 'On');
  } else if (members !== undefined) {
    groups.setValue(row, 'groupTypes', others);
    groups.setValue(row, 'membershipRule', null);
  }
}

function layLicenses(laying: Laying, row: number, { licenses, source }: GroupFixture): void {
  if (licenses === undefined) return;
  const entries = licenses.flatMap(({ text, span }) => {
    const sku = laying.catalogue().resolveSku(text);
    if (sku.ok) return [{ skuId: sku.value.skuId, disabledPlans: [] }];
    laying.faults.push(createDiagnostic('suite/unknown-name', { message: `No SKU is named "${text}".`, source, span }));
    return [];
  });
  laying.draft.population('group').setValue(row, 'assignedLicenses', entries);
}

function layManager(laying: Laying, { key, properties, source, spans, span }: PersonFixture): void {
  const manager = properties['manager'];
  const row = laying.people.get(key);
  if (row === undefined || typeof manager !== 'string') return;
  const place = spans.get('manager') ?? span;
  const found = findObject(laying, { text: manager, span: place }, source, ['user', 'orgContact']);
  if (found === undefined) return;
  laying.draft.population('user').setValue(row, 'manager', laying.draft.population(found.type).idAt(found.row));
}

function layMembers(laying: Laying, { key, members, source }: GroupFixture): void {
  const row = laying.groups.get(key);
  if (row === undefined || members === undefined) return;
  let links = emptyLinks;
  for (const member of members) {
    const found = findObject(laying, member, source, memberTypes);
    if (found === undefined) continue;
    const rows = unionRows(linkedRows(links, found.type), rowSetOf([found.row]));
    links = withLinkedRows(links, found.type, rows);
  }
  laying.draft.setLinks('groupMembers', row, links);
}

/** Local names come first, people before groups. */
function findObject(
  laying: Laying,
  { text, span }: Named,
  source: Fixture['source'],
  types: readonly ObjectType[],
): { readonly type: ObjectType; readonly row: number } | undefined {
  const person = laying.people.get(text);
  if (person !== undefined) return { type: 'user', row: person };
  const group = types.includes('group') ? laying.groups.get(text) : undefined;
  if (group !== undefined) return { type: 'group', row: group };
  const found = resolveName(laying.reader, types, text);
  if (found.ok) return found.value;
  laying.faults.push(unknownName(found.error, source, span));
  return undefined;
}

function findTarget(
  laying: Laying,
  tenant: Tenant,
  { is, source }: Fixture,
  types: readonly ObjectType[],
): number | undefined {
  if (is === undefined) return undefined;
  const found = resolveName(readTenant(tenant), types, is.text);
  if (found.ok) return found.value.row;
  laying.faults.push(unknownName(found.error, source, is.span));
  return undefined;
}

/** A name that no object has, or several have, with the candidates. */
export function unknownName(
  fault: { readonly code: string; readonly detail?: string; readonly hint?: string },
  source: Fixture['source'],
  span: Named['span'],
): Diagnostic {
  const code = fault.code === 'changes/ambiguous-name' ? 'suite/ambiguous-name' : 'suite/unknown-name';
  return createDiagnostic(code, {
    message: fault.detail ?? 'There is no such object.',
    source,
    span,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
  });
}

function writeProperties({ draft, faults }: Laying, type: 'user' | 'group', row: number, fixture: Fixture): void {
  for (const [name, value] of Object.entries(fixture.properties)) {
    if (name === 'id' || name === 'manager' || name === 'passwordProfile') continue;
    if (draft.population(type).setValue(row, name, value)) continue;
    const span = fixture.spans.get(name) ?? fixture.span;
    const message = `The value of "${name}" does not fit its type.`;
    faults.push(createDiagnostic('suite/wrong-type', { message, source: fixture.source, span }));
  }
}

/** Of somebody who is new it is known that they have no license. */
function markKnown(draft: TenantDraft, rows: ReadonlySet<number>): void {
  const cells = draft.population('licenseAssignment');
  let cell: number | undefined;
  for (let row = 0; row < cells.size && cell === undefined; row++)
    if (cells.textAt(row, 'skuId') === undefined) cell = row;
  const properties = canonicalCell('licenseAssignment', {});
  cell ??= draft.addObject('licenseAssignment', cellId('licenseAssignment', {}), properties).row;
  const links = draft.links('licenseAssignmentUsers', cell);
  const known = unionRows(
    links === undefined ? emptyRowSet : linkedRows(links, 'user'),
    rowSetOf([...rows].filter((row) => row >= 0).toSorted((a, b) => a - b)),
  );
  draft.setLinks('licenseAssignmentUsers', cell, withLinkedRows(links, 'user', known));
}

function defaultDomain(tenant: TenantReader): string {
  const domains = tenant.population('domain');
  for (let row = 0; row < domains.size; row++)
    if (domains.isActive(row) && domains.valueAt(row, 'isDefault') === true) return domains.idAt(row);
  return 'suite.invalid';
}

/** The same id in every run, and one that no object of the tenant has. */
function fixtureId(tenant: TenantReader, type: 'user' | 'group', key: string): string {
  for (let attempt = 0; ; attempt++) {
    const first = hashText(`suite ${type} ${attempt} ${key}`);
    const second = hashText(key, first);
    const id = guidFromWords(first.high, first.low, second.high, second.low);
    if (tenant.population(type).rowOf(id) === undefined) return id;
  }
}
