import { compareOrdinal, ToolError } from '../base/index.ts';
import { nearestNames } from '../diagnostics/index.ts';
import { labelOf, rowsWithText } from '../directory/index.ts';
import type { ObjectType, Tenant } from '../model/index.ts';

/** Properties that name an object of a type on the command line, besides its id, strongest first. */
const namingProperties: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  user: ['userPrincipalName', 'mail'],
  device: ['deviceId', 'displayName'],
  group: ['mailNickname', 'displayName'],
  orgContact: ['mail', 'displayName'],
  administrativeUnit: ['displayName'],
};

/** An object of the tenant. */
export interface FoundObject {
  readonly type: ObjectType;
  readonly row: number;
}

/**
 * Finds the one object of the given types that `name` means: its id, or a naming property, read without regard to case.
 * A stronger property decides before a weaker one is looked at. Deleted objects are found only with `isDeletedToo`.
 * @throws ToolError `name/unknown` or `name/ambiguous` (exit code 4) with the candidates in the hint. O(objects).
 */
export function findObject(
  tenant: Tenant,
  types: readonly ObjectType[],
  name: string,
  isDeletedToo = false,
): FoundObject {
  for (const type of types) {
    const row = tenant.populations[type].rowOf(name);
    if (row !== undefined && (isDeletedToo || tenant.populations[type].isActive(row))) return { type, row };
  }
  const depth = Math.max(...types.map((type) => namingProperties[type]?.length ?? 0));
  for (let strength = 0; strength < depth; strength++) {
    const found = types.flatMap((type) =>
      rowsNamed(tenant, type, namingProperties[type]?.[strength], name, isDeletedToo),
    );
    if (found.length > 1) throw ambiguous(tenant, found, name);
    if (found[0] !== undefined) return found[0];
  }
  throw unknown(tenant, types, name);
}

function rowsNamed(
  tenant: Tenant,
  type: ObjectType,
  property: string | undefined,
  name: string,
  isDeletedToo: boolean,
): readonly FoundObject[] {
  if (property === undefined) return [];
  const population = tenant.populations[type];
  return rowsWithText(population, property, name, isDeletedToo).map((row) => ({ type, row }));
}

function ambiguous(tenant: Tenant, found: readonly FoundObject[], name: string): ToolError {
  const candidates = found
    .map(({ type, row }) => `${labelOf(tenant.populations[type], row)} (${type} ${tenant.populations[type].idAt(row)})`)
    .toSorted(compareOrdinal);
  const shown = candidates.slice(0, 10);
  const more = candidates.length > shown.length ? `, and ${candidates.length - shown.length} more` : '';
  return new ToolError({
    code: 'name/ambiguous',
    message: `"${name}" names ${found.length} objects.`,
    hint: `Use an id. Candidates: ${shown.join('; ')}${more}.`,
    exitCode: 4,
  });
}

function unknown(tenant: Tenant, types: readonly ObjectType[], name: string): ToolError {
  const near = nearestNames(name, allNames(tenant, types), 5);
  return new ToolError({
    code: 'name/unknown',
    message: `No ${types.join(' or ')} is named "${name}".`,
    hint: near.length > 0 ? `Near it: ${near.join(', ')}.` : `Give ${describeNames(types[0])}.`,
    exitCode: 4,
  });
}

function* allNames(tenant: Tenant, types: readonly ObjectType[]): Generator<string> {
  for (const type of types) {
    const population = tenant.populations[type];
    for (const property of namingProperties[type] ?? []) {
      for (let row = 0; row < population.size; row++) {
        const value = population.textAt(row, property);
        if (value !== undefined && population.isActive(row)) yield value;
      }
    }
  }
}

function describeNames(type: ObjectType | undefined): string {
  return ['id', ...(type === undefined ? [] : (namingProperties[type] ?? []))].join(', ');
}
