import { type EpochMilliseconds, parseInstant, ToolError } from '../base/index.ts';
import {
  defaultSemantics,
  fingerprintOf,
  type Semantics,
  type SemanticsOption,
  semanticsOptions,
  type Tenant,
} from '../model/index.ts';
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

/**
 * The clock at which a saved plan starts.
 * @throws ToolError `plan/edited` (exit code 3) when it is no instant.
 */
export function clockOf(saved: PlanDocument): EpochMilliseconds {
  const clock = parseInstant(saved.tenant.clock);
  if (clock === undefined) throw edited(`its clock "${saved.tenant.clock}" is no instant`);
  return clock;
}

/**
 * The semantics with which a saved plan was made.
 * @throws ToolError `plan/edited` (exit code 3) for an option or a reading that does not exist.
 */
export function semanticsOf(saved: PlanDocument): Semantics {
  const options: Readonly<Record<string, SemanticsOption>> = semanticsOptions;
  const changed = saved.semantics.map(({ name, value }) => {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    const isKnown = option !== undefined && Object.hasOwn(option.readings, value);
    if (!isKnown) throw edited(`there is no semantics option ${name}=${value}`);
    return [name, value] as const;
  });
  return { ...defaultSemantics, ...Object.fromEntries(changed) };
}

function edited(what: string): ToolError {
  return new ToolError({
    code: 'plan/edited',
    message: `The saved plan cannot be used: ${what}; nothing was changed.`,
    hint: 'Make it again with `tenantlab plan --save`.',
  });
}
