import { availableParallelism } from 'node:os';
import { EngineCache } from '../../engine/index.ts';
import type { Tenant } from '../../model/index.ts';
import { SearchThread } from './search-thread.ts';

/** Smaller tenants are evaluated before a thread has started (measured: 100,000 objects take half a second, a start 0.1). */
const leastObjects = 50_000;

let thread: SearchThread | undefined;

/** Where rules on a tenant are answered: with a thread beside us, one for all tenants, if the tenant is large enough for that. */
export function engineFor({ populations }: Tenant): EngineCache {
  const isLarge = Object.values(populations).some(({ size }) => size >= leastObjects);
  if (!isLarge || availableParallelism() === 1) return new EngineCache();
  thread ??= new SearchThread();
  return new EngineCache(thread);
}
