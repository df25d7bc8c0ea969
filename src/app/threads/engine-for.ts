import { availableParallelism } from 'node:os';
import { EngineCache } from '../../engine/index.ts';
import { firstValueCode, type Population, type Tenant } from '../../model/index.ts';
import { SearchThread } from './search-thread.ts';

/**
 * Fewer pairs of object and rule are evaluated before a thread has started: measured, 100,000 objects and 5,000 rules take 0.3
 * seconds, a start 0.15 on another core.
 */
const fewPairs = 500_000_000;

let thread: SearchThread | undefined;

/** Where rules on a tenant are answered: with a thread beside us, one for all tenants, if there is enough to do for that. */
export function engineFor({ populations }: Tenant): EngineCache {
  const objects = Math.max(populations.user.size, populations.device.size);
  const rules = ruleCount(populations.group) + ruleCount(populations.administrativeUnit);
  if (objects * rules < fewPairs || availableParallelism() === 1) return new EngineCache();
  thread ??= new SearchThread();
  return new EngineCache(thread);
}

/** Different texts of rules. */
function ruleCount(holders: Population): number {
  return (holders.column('membershipRule')?.dictionary.size ?? firstValueCode) - firstValueCode;
}
