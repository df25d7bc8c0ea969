import { differenceRows, emptyRowSet, equalRows, type RowSet } from '../base/index.ts';
import { activeMembers, type Holder, memberRelations } from '../directory/index.ts';
import {
  type LinkSet,
  objectTypes,
  type ObjectType,
  type RelationName,
  type Tenant,
  TenantDraft,
} from '../model/index.ts';
import type { DynamicState } from './outcome.ts';

/** New stored members of a dynamic holder. */
export interface LinkWrite {
  readonly relation: RelationName;
  readonly holder: number;
  readonly before: LinkSet | undefined;
  readonly after: LinkSet | undefined;
}

/** Objects of one type that a rule pass took into a holder and out of it. */
export interface MemberMove {
  readonly holder: Holder;
  readonly memberType: ObjectType;
  readonly joined: RowSet;
  readonly left: RowSet;
}

export interface WrittenMembers {
  readonly tenant: Tenant;
  readonly writes: readonly LinkWrite[];
  /** In the order of the states. Empty for a holder whose members were not known before. */
  readonly moves: readonly MemberMove[];
}

/** Stores the members of dynamic holders where they differ from what is stored. O(holders), plus O(members) of changed ones. */
export function writeMembers(tenant: Tenant, states: Iterable<DynamicState>): WrittenMembers {
  const writes: LinkWrite[] = [];
  const moves: MemberMove[] = [];
  for (const state of states) {
    const relation = memberRelations[state.holder.type];
    const before = tenant.relations[relation].get(state.holder.row);
    const after = linksOfState(tenant, state, before);
    if (after === before) continue;
    writes.push({ relation, holder: state.holder.row, before, after });
    if (before !== undefined) moves.push(...movesBetween(tenant, state.holder, before, after));
  }
  if (writes.length === 0) return { tenant, writes, moves };
  const draft = new TenantDraft(tenant);
  for (const { relation, holder, after } of writes) draft.setLinks(relation, holder, after);
  return { tenant: draft.finish(), writes, moves };
}

/** The links to store; `before` itself when they are already there, deleted members that are only hidden included. */
function linksOfState(tenant: Tenant, state: DynamicState, before: LinkSet | undefined): LinkSet | undefined {
  const { members, memberType, holder } = state;
  if (members === undefined) return before;
  if (state.mode !== 'evaluated') {
    const exported = holder.type === 'group' ? 'groupExportedMembers' : 'unitExportedMembers';
    return before ?? tenant.relations[exported].get(holder.row);
  }
  const isStored =
    before !== undefined &&
    before.unresolved.length === 0 &&
    objectTypes.every((type) =>
      equalRows(before.rows[type] ?? emptyRowSet, type === memberType ? members : emptyRowSet),
    );
  return isStored ? before : { rows: { [memberType]: members }, unresolved: [] };
}

function movesBetween(
  tenant: Tenant,
  holder: Holder,
  before: LinkSet,
  after: LinkSet | undefined,
): readonly MemberMove[] {
  const moves: MemberMove[] = [];
  for (const memberType of objectTypes) {
    const was = activeMembers(tenant.populations[memberType], before);
    const is = after?.rows[memberType] ?? emptyRowSet;
    if (was === is || (was.size === 0 && is.size === 0)) continue;
    const [joined, left] = [differenceRows(is, was), differenceRows(was, is)];
    if (joined.size > 0 || left.size > 0) moves.push({ holder, memberType, joined, left });
  }
  return moves;
}
