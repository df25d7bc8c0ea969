import { emptyRowSet } from '../base/index.ts';
import { activeMembers, exportedRelations, memberRelations } from '../directory/index.ts';
import type { LinkSet, Tenant } from '../model/index.ts';
import type { DynamicMode, DynamicState } from './outcome.ts';
import type { HolderRule } from './rule-book.ts';

/** What is stored about the members of a dynamic holder: computed before, else exported, else nothing. */
export function storedMembers(tenant: Tenant, { holder }: Pick<HolderRule, 'holder'>): LinkSet | undefined {
  return (
    tenant.relations[memberRelations[holder.type]].get(holder.row) ??
    tenant.relations[exportedRelations[holder.type]].get(holder.row)
  );
}

/** The state of a holder whose members stay as they were (paused, frozen, failed). */
export function keptState(
  tenant: Tenant,
  rule: HolderRule,
  mode: DynamicMode,
  diagnostics = rule.diagnostics,
): DynamicState {
  const links = storedMembers(tenant, rule);
  const hasOnlyDevices = (links?.rows.device?.size ?? 0) > 0 && (links?.rows.user?.size ?? 0) === 0;
  const memberType = rule.rule?.object ?? (hasOnlyDevices ? 'device' : 'user');
  return {
    holder: rule.holder,
    mode,
    memberType,
    members: links === undefined ? undefined : activeMembers(tenant.populations[memberType], links),
    undecided: emptyRowSet,
    rule: rule.rule,
    diagnostics,
  };
}
