import { rowSetOf, type RowSet } from '../../base/index.ts';
import type { LicenseError, LicenseMove, MoveKind, ErrorDetail } from '../state/license-path.ts';

/** What happened to a path of one user, or of some alike. */
export interface Movement {
  readonly skuId: string;
  readonly group: number | undefined;
  readonly kind: MoveKind;
  readonly error: LicenseError;
  readonly detail?: ErrorDetail | undefined;
}

/** Gathers what happens to paths: one entry for all users to whom the same happens, in the order in which things first happen. */
export class MoveLog {
  readonly #entries = new Map<string, { readonly movement: Movement; readonly users: number[] }>();

  add(movement: Movement, user: number): void {
    this.#usersOf(movement).push(user);
  }

  addAll(movement: Movement, users: RowSet): void {
    if (users.size === 0) return;
    const list = this.#usersOf(movement);
    users.forEach((user) => list.push(user));
  }

  /** The moves so far. */
  finish(): readonly LicenseMove[] {
    return [...this.#entries.values()].map(({ movement: { skuId, group, kind, error, detail }, users }) => ({
      skuId,
      assignedByGroup: group,
      kind,
      error,
      users: rowSetOf(users),
      ...(detail === undefined ? {} : { detail }),
    }));
  }

  #usersOf(movement: Movement): number[] {
    const { skuId, group, kind, error, detail } = movement;
    const key = `${skuId} ${group ?? ''} ${kind} ${error} ${detail === undefined ? '' : JSON.stringify(detail)}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { movement, users: [] };
      this.#entries.set(key, entry);
    }
    return entry.users;
  }
}
