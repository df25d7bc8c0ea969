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

/** Users to whom the same happens. */
interface Entry {
  readonly movement: Movement;
  readonly users: number[];
}

/** A set of users moved at once, and the place of their entry. */
interface Crowd {
  readonly index: number;
  readonly users: RowSet;
}

/**
 * Gathers what happens to paths: one entry for all users to whom the same happens, as far as the order allows it: what happens to
 * one user, one thing after the other, stands in that order.
 */
export class MoveLog {
  readonly #entries: Entry[] = [];
  /** Place of the latest entry of each kind. */
  readonly #latest = new Map<string, number>();
  /** Place of the last entry of users who were moved one by one. */
  readonly #places = new Map<number, number>();
  readonly #crowds: Crowd[] = [];

  add(movement: Movement, user: number): void {
    const index = this.#placeFor(movement, this.#lastPlaceOf(user));
    this.#entries[index]?.users.push(user);
    this.#places.set(user, index);
  }

  addAll(movement: Movement, users: RowSet): void {
    if (users.size === 0) return;
    const index = this.#placeFor(movement, this.#entries.length - 1);
    const list = this.#entries[index]?.users;
    users.forEach((user) => list?.push(user));
    this.#crowds.push({ index, users });
  }

  /** The moves so far. */
  finish(): readonly LicenseMove[] {
    return this.#entries.map(({ movement: { skuId, group, kind, error, detail }, users }) => ({
      skuId,
      assignedByGroup: group,
      kind,
      error,
      users: rowSetOf(users),
      ...(detail === undefined ? {} : { detail }),
    }));
  }

  #lastPlaceOf(user: number): number {
    const crowd = this.#crowds.findLast(({ users }) => users.has(user));
    return Math.max(this.#places.get(user) ?? 0, crowd?.index ?? 0);
  }

  /** The place of the entry for a movement, not before `earliest`. */
  #placeFor(movement: Movement, earliest: number): number {
    const { skuId, group, kind, error, detail } = movement;
    const key = `${skuId} ${group ?? ''} ${kind} ${error} ${detail === undefined ? '' : JSON.stringify(detail)}`;
    const known = this.#latest.get(key);
    if (known !== undefined && known >= earliest) return known;
    const index = this.#entries.push({ movement, users: [] }) - 1;
    this.#latest.set(key, index);
    return index;
  }
}
