import { canonicalJson, compareOrdinal, foldOrdinal, type JsonValue } from '../../base/index.ts';
import {
  additionalDataName,
  findProperty,
  isCellType,
  type LinkSet,
  notKnownCode,
  nullCode,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type Tenant,
} from '../../model/index.ts';
import { isDynamic } from '../is-dynamic.ts';
import { cellEntries, cellName, isWritten } from './cells.ts';
import { type AbsentMeans, linkKeysOf } from './folder-layout.ts';
import type { ReferenceNames } from './reference-names.ts';
import type { OrderedObject } from './render-yaml.ts';

/** What rendering an object needs. */
export interface RenderContext {
  readonly tenant: Tenant;
  readonly names: ReferenceNames;
  readonly type: ObjectType;
  readonly absentMeans: AbsentMeans;
}

/** The rows of a type in the order of its file: by name, whatever its case, then by id. O(n log n). */
export function orderRows(tenant: Tenant, type: ObjectType): readonly number[] {
  const population = tenant.populations[type];
  const written = Array.from({ length: population.size }, (_, row) => row).filter((row) =>
    isWritten(tenant, type, row),
  );
  const keys = written.map((row) => {
    const name = isCellType(type)
      ? cellName(tenant, type, row)
      : (population.textAt(row, 'userPrincipalName') ?? population.textAt(row, 'displayName') ?? '');
    return { row, folded: foldOrdinal(name), name, id: population.idAt(row) };
  });
  keys.sort(
    (a, b) => compareOrdinal(a.folded, b.folded) || compareOrdinal(a.name, b.name) || compareOrdinal(a.id, b.id),
  );
  return keys.map(({ row }) => row);
}

/** Which meaning of absence gives the shorter file: there are more nulls than unknown values, or not. O(cells). */
export function chooseAbsentMeans(tenant: Tenant, type: ObjectType): AbsentMeans {
  const population = tenant.populations[type];
  if (isCellType(type)) return 'notKnown';
  let balance = 0;
  for (const { name } of propertyCatalogue[type]) {
    const column = population.factColumn(name);
    for (let row = 0; row < population.size; row++) {
      const code = column?.codeAt(row) ?? notKnownCode;
      if (code === nullCode) balance++;
      else if (code === notKnownCode) balance--;
    }
  }
  return balance > 0 ? 'null' : 'notKnown';
}

/** One object as it stands in its file: id, properties in the order of the catalogue, extensions, additional data, links. */
export function renderObject(context: RenderContext, row: number): OrderedObject {
  const { tenant, type, absentMeans } = context;
  const population = tenant.populations[type];
  if (isCellType(type)) {
    const cell = [...cellEntries(context, type, row)];
    addLinks(context, row, cell, []);
    return cell;
  }
  const entries: [string, JsonValue][] = [['id', population.idAt(row)]];
  const notKnown: string[] = [];
  for (const { name } of propertyCatalogue[type]) {
    const value = renderProperty(context, row, name);
    if (value === undefined) {
      if (absentMeans === 'null') notKnown.push(name);
    } else if (value !== null || absentMeans === 'notKnown') entries.push([name, value]);
  }
  for (const name of extensionNames(context)) {
    const value = renderProperty(context, row, name);
    if (value !== undefined) entries.push([name, value]);
  }
  const additional = population.factAt(row, additionalDataName);
  if (additional !== undefined) entries.push([additionalDataName, additional]);
  addLinks(context, row, entries, notKnown);
  if (notKnown.length > 0) entries.push(['notKnown', notKnown]);
  return entries;
}

function renderProperty(context: RenderContext, row: number, name: string): JsonValue | undefined {
  const value = context.tenant.populations[context.type].factAt(row, name);
  if (typeof value !== 'string' || findProperty(context.type, name)?.type !== 'reference') return value;
  return context.names.referToId(value);
}

function extensionNames({ tenant, type }: RenderContext): readonly string[] {
  const known = new Set([additionalDataName, ...propertyCatalogue[type].map(({ name }) => name)]);
  return tenant.populations[type]
    .columnNames()
    .filter((name) => !known.has(name))
    .toSorted(compareOrdinal);
}

function addLinks(context: RenderContext, row: number, entries: [string, JsonValue][], notKnown: string[]): void {
  const { tenant, type, absentMeans } = context;
  const dynamic = isDynamic(tenant.populations[type], row);
  for (const [key, relation] of linkKeysOf(type)) {
    const links = tenant.relations[relation].get(row);
    // Where absence means null, no owners and no assigned members are the rule and need no words.
    const isOrdinary = absentMeans === 'null' && (key === 'owners' || (key === 'members' && !dynamic));
    if (links === undefined) {
      if (isOrdinary) notKnown.push(key);
      continue;
    }
    const references = renderLinks(context, links);
    if (references.length > 0 || !isOrdinary) entries.push([key, references]);
  }
}

function renderLinks({ names }: RenderContext, links: LinkSet): readonly JsonValue[] {
  const references: JsonValue[] = [];
  for (const type of objectTypes) {
    links.rows[type]?.forEach((row) => {
      references.push(names.refer({ type, row }));
    });
  }
  for (const id of links.unresolved) references.push(names.referToId(id));
  const text = (value: JsonValue): string => (typeof value === 'string' ? value : canonicalJson(value));
  return references.toSorted((a, b) => compareOrdinal(text(a), text(b)));
}
