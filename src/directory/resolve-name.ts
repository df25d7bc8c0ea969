import { compareOrdinal, err, ok, type Result } from '../base/index.ts';
import { nearestNames } from '../diagnostics/index.ts';
import type { ObjectType } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Fault } from './fault.ts';
import { rowsWithText } from './find-rows.ts';
import { badRequest, resourceNotFound } from './graph-errors.ts';
import { labelOf, type TenantReader } from './tenant-reader.ts';

/** Properties that name an object besides its id, strongest first. */
const namingProperties: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  user: ['userPrincipalName', 'mail', 'displayName'],
  device: ['deviceId', 'displayName'],
  group: ['mailNickname', 'mail', 'displayName'],
  orgContact: ['mail', 'displayName'],
  administrativeUnit: ['displayName'],
};

/** Most candidates that a hint lists. */
const mostCandidates = 10;

/**
 * Finds the one active object that `name` means: its id, else a naming property without regard to case; a stronger
 * property decides before a weaker one is looked at. None: 404; several: 400 with the candidates in the hint. O(objects).
 */
export function resolveName(
  tenant: TenantReader,
  types: readonly ObjectType[],
  name: string,
): Result<ObjectRef, Fault> {
  for (const type of types) {
    const objects = tenant.population(type);
    const row = objects.rowOf(name);
    if (row !== undefined && objects.isActive(row)) return ok({ type, row });
  }
  for (let strength = 0; strength < 3; strength++) {
    const found = types.flatMap((type) => {
      const property = namingProperties[type]?.[strength];
      const rows = property === undefined ? [] : rowsWithText(tenant.population(type), property, name);
      return rows.map((row) => ({ type, row }));
    });
    if (found.length > 1) return err(ambiguous(tenant, found, name));
    if (found[0] !== undefined) return ok(found[0]);
  }
  return err(unknown(tenant, types, name));
}

/** Names of candidates for a hint, cut after ten. */
export function listCandidates(tenant: TenantReader, found: readonly ObjectRef[]): string {
  const names = found.map(({ type, row }) => {
    const objects = tenant.population(type);
    return `${labelOf(objects, row)} (${type} ${objects.idAt(row)})`;
  });
  const shown = names.toSorted(compareOrdinal).slice(0, mostCandidates);
  const more = names.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function ambiguous(tenant: TenantReader, found: readonly ObjectRef[], name: string): Fault {
  return {
    code: 'changes/ambiguous-name',
    error: badRequest(`Invalid object identifier '${name}'.`),
    detail: `Expected the name of one object, but "${name}" names ${found.length}.`,
    hint: `Use an id. Candidates: ${listCandidates(tenant, found)}.`,
  };
}

function unknown(tenant: TenantReader, types: readonly ObjectType[], name: string): Fault {
  const near = nearestNames(name, allNames(tenant, types));
  return {
    code: 'changes/unknown-name',
    error: resourceNotFound(name),
    detail: `No ${types.join(', ')} is named "${name}".`,
    ...(near.length === 0 ? {} : { hint: `Near it: ${near.join(', ')}.` }),
  };
}

function* allNames(tenant: TenantReader, types: readonly ObjectType[]): Generator<string> {
  for (const type of types) {
    const objects = tenant.population(type);
    for (const property of namingProperties[type] ?? []) {
      for (let row = 0; row < objects.size; row++) {
        const text = objects.isActive(row) ? objects.textAt(row, property) : undefined;
        if (text !== undefined) yield text;
      }
    }
  }
}
