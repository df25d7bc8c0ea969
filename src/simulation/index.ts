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
