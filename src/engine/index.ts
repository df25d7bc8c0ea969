export type { EngineContext } from './bind-leaf.ts';
export { EngineCache } from './engine-cache.ts';
export { forgetColumns } from './forget-columns.ts';
export { RuleEngine } from './rule-engine.ts';
export type { ChangedRule, EngineWork } from './rule-engine.ts';
export type { RowChanges } from './row-changes.ts';
export { codesOfText } from './text-lookup.ts';
