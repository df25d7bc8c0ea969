export { holderKey } from './outcome.ts';
export type {
  Cause,
  DynamicMode,
  DynamicState,
  Holder,
  Outcome,
  PropertyChange,
  Refusal,
  RuleLoop,
  Settled,
  SimulationEvent,
  StepOutcome,
} from './outcome.ts';
export { memberOfPreviewEnd } from './rule-book.ts';
export { settle, settleFor } from './settle.ts';
export { prepareSimulation, simulate } from './simulate.ts';
export type { PreparedSimulation } from './simulate.ts';
export type { SimulationDeps, SimulationProgress } from './simulation-deps.ts';
export type { LicenseLoop } from './license-trail.ts';
