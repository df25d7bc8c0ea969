import type { RowSet } from '../../src/base/index.ts';
import { type ChangeSet, defaultSemantics, type Semantics, type Tenant } from '../../src/model/index.ts';
import { type Holder, holderKey, type Outcome, type Settled, settle, simulate } from '../../src/simulation/index.ts';

/** Rows as a plain list. */
export function rowsOf(rows: RowSet | undefined): number[] | undefined {
  return rows === undefined ? undefined : [...rows.toArray()];
}

/** Settles with default semantics. */
export function settleNow(tenant: Tenant, semantics: Partial<Semantics> = {}): Settled {
  return settle(tenant, { semantics: { ...defaultSemantics, ...semantics } });
}

/** Simulates with default semantics. */
export function play(tenant: Tenant, changeSet: ChangeSet, semantics: Partial<Semantics> = {}): Outcome {
  return simulate(tenant, changeSet, { semantics: { ...defaultSemantics, ...semantics } });
}

/** The state of a dynamic group. */
export function groupState(settled: Settled, row: number, type: Holder['type'] = 'group') {
  const state = settled.dynamic.get(holderKey({ type, row }));
  if (state === undefined) throw new Error(`${type} ${row} is not dynamic`);
  return {
    mode: state.mode,
    members: rowsOf(state.members),
    undecided: rowsOf(state.undecided),
    codes: state.diagnostics.map(({ code }) => code),
  };
}

/** Who moved, in order: what moved them, which holder, who joined and left, and because of which events. */
export function movesOf(outcome: Outcome) {
  return outcome.events.flatMap((event) =>
    event.kind === 'membersChanged'
      ? [
          {
            by: event.by,
            holder: event.holder.row,
            joined: rowsOf(event.joined),
            left: rowsOf(event.left),
            because: event.cause.kind === 'step' ? `step ${event.cause.step}` : event.cause.events,
          },
        ]
      : [],
  );
}
