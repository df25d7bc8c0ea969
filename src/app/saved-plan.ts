import { ToolError } from '../base/index.ts';
import { defaultSemantics, fingerprintOf, type Semantics, type Tenant } from '../model/index.ts';
import type { PlanDocument } from '../plan/index.ts';

/**
 * Makes sure that a saved plan was made for the tenant as it is now.
 * @throws ToolError `plan/stale` (exit code 3). O(cells of the tenant).
 */
export function requireFresh(tenant: Tenant, saved: PlanDocument): void {
  if (fingerprintOf(tenant) === saved.tenant.fingerprint) return;
  throw new ToolError({
    code: 'plan/stale',
    message: 'The tenant has changed since the plan was made; nothing was changed.',
    hint: 'Make the plan again, look at it, and use that.',
  });
}

/** The semantics with which a saved plan was made. */
export function semanticsOf(saved: PlanDocument): Semantics {
  const changed = saved.semantics.map(({ name, value }) => [name, value] as const);
  return { ...defaultSemantics, ...Object.fromEntries(changed) };
}
