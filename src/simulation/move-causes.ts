import { unionRows } from '../base/index.ts';
import type { ChangeLog } from './change-log.ts';
import { holderKey } from './outcome.ts';
import type { PassResult } from './pass-result.ts';
import type { MemberMove } from './write-members.ts';

/**
 * The earlier events that made a rule take objects in or out: changes of the rule, the clock for a rule that depends on
 * time, changes of those very objects that the rule can see, and for a memberOf rule the changes of the groups it reads.
 * `moved`: events of this pass by holder, for rules that read rules. Ascending.
 */
export function causesOf(
  move: MemberMove,
  pass: PassResult,
  changes: ChangeLog,
  moved: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const key = holderKey(move.holder);
  const { rule } = pass.held.get(key) ?? {};
  const ids = new Set(changes.holders.get(key) ?? []);
  for (const id of changes.members.get(key) ?? []) ids.add(id);
  if (changes.clock !== undefined && rule?.program?.usesClock === true) ids.add(changes.clock);
  for (const id of changes.eventsOf(move.memberType, unionRows(move.joined, move.left), rule?.program?.sources ?? [])) {
    ids.add(id);
  }
  for (const row of pass.graph.named.get(key) ?? []) {
    const source = holderKey({ type: 'group', row });
    for (const known of [changes.holders, changes.members, moved]) {
      for (const id of known.get(source) ?? []) ids.add(id);
    }
  }
  return [...ids].toSorted((a, b) => a - b);
}
