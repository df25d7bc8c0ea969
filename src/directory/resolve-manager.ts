import { err, ok, type Result } from '../base/index.ts';
import type { ObjectRef } from './directory-event.ts';
import type { Fault } from './fault.ts';
import { rowsWithText } from './find-rows.ts';
import { assumedMessages, badRequest, resourceNotFound } from './graph-errors.ts';
import type { Wanted } from './read-properties.ts';
import type { TenantReader } from './tenant-reader.ts';

/**
 * Replaces a manager given by id or userPrincipalName by the id of an active user or contact: 404 when there is none, 400
 * for oneself (spec tenant 2.4, MANAGER). Circles of managers are accepted, as the directory does (case A28).
 */
export function resolveManager(tenant: TenantReader, wanted: Wanted, self?: ObjectRef): Result<Wanted, Fault> {
  const manager = wanted.get('manager');
  if (typeof manager !== 'string') return ok(wanted);
  const found = findManager(tenant, manager);
  if (found === undefined) {
    return err({ code: 'changes/unknown-name', error: resourceNotFound(manager), place: 'manager' });
  }
  if (self?.type === found.type && self.row === found.row) {
    return err({
      code: 'changes/invalid-value',
      error: badRequest(assumedMessages.selfManager, 'manager'),
      place: 'manager',
    });
  }
  return ok(new Map(wanted).set('manager', tenant.population(found.type).idAt(found.row)));
}

function findManager(tenant: TenantReader, manager: string): ObjectRef | undefined {
  for (const type of ['user', 'orgContact'] as const) {
    const objects = tenant.population(type);
    const row = objects.rowOf(manager);
    if (row !== undefined && objects.isActive(row)) return { type, row };
  }
  const row = rowsWithText(tenant.population('user'), 'userPrincipalName', manager)[0];
  return row === undefined ? undefined : { type: 'user', row };
}
