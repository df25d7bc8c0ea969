import type { LicenseMove } from '../licensing/index.ts';
import { fingerprintOf, type Tenant } from '../model/index.ts';

/** Rounds of licenses and rules after which their states are compared: shorter chains are no circles. */
const firstComparedRound = 3;

/** Rounds after which a chain is given up although no state has come back. */
const mostRounds = 100;

/** Licenses and rules that chase each other (spec licensing 12.6): the events from one state to the same state again. */
export interface LicenseLoop {
  /**
   * Ids of the events of one turn of the circle, or of the last round of a chain that was given up. None for a loop that was there
   * before anything happened.
   */
  readonly events: readonly number[];
  /** What such a loop moves in one turn. */
  readonly movesBefore?: readonly LicenseMove[];
  /** Rounds until it was noticed. */
  readonly rounds: number;
  /** False: no state came back, but the chain did not end either. */
  readonly isCircle: boolean;
}

/** Notices when rounds of licenses and rules lead back to a state that was there before. */
export class LicenseTrail {
  readonly #seen = new Map<string, number>();
  #rounds = 0;

  /**
   * Takes note of the state after a round that began with event `roundStart`, at which `eventCount` events have happened. The loop,
   * if there is one; a round without events is the end of all.
   */
  closes(tenant: Tenant, eventCount: number, roundStart: number): LicenseLoop | undefined {
    if (eventCount === roundStart) return undefined;
    this.#rounds++;
    if (this.#rounds < firstComparedRound) return undefined;
    const state = fingerprintOf(tenant);
    const start = this.#seen.get(state);
    this.#seen.set(state, eventCount);
    if (start !== undefined) return { events: idsBetween(start, eventCount), rounds: this.#rounds, isCircle: true };
    if (this.#rounds < mostRounds) return undefined;
    return { events: idsBetween(roundStart, eventCount), rounds: this.#rounds, isCircle: false };
  }
}

function idsBetween(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
