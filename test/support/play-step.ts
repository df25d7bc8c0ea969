import { applyStep, createWorkspace, type DirectoryStep, type StepResult } from '../../src/directory/index.ts';
import {
  type ChangeStep,
  defaultSemantics,
  fingerprintOf,
  type Semantics,
  type Tenant,
} from '../../src/model/index.ts';
import { licenseDeps } from '../../src/licensing/index.ts';
import { createPredicateCache } from '../../src/rules/index.ts';
import { testSource } from './steps.ts';

export interface PlayedSteps {
  /** Of the last step. */
  readonly result: StepResult;
  readonly tenant: Tenant;
}

/** Applies directory steps one after the other. */
export function playSteps(
  tenant: Tenant,
  steps: readonly ChangeStep[],
  semantics: Partial<Semantics> = {},
): PlayedSteps {
  const workspace = createWorkspace(tenant);
  const chosen = { ...defaultSemantics, ...semantics };
  const deps = { semantics: chosen, cache: createPredicateCache(), source: testSource, licenses: licenseDeps(chosen) };
  let result: StepResult | undefined;
  for (const [index, step] of steps.entries()) result = applyStep(workspace, asDirectoryStep(step), index, deps);
  if (result === undefined) throw new Error('there is no step');
  return { result, tenant: workspace.snapshot() };
}

/** What a refused step gives; throws when it was not refused or left anything behind. */
export function refusalOf(tenant: Tenant, step: ChangeStep, semantics: Partial<Semantics> = {}) {
  const played = playSteps(tenant, [step], semantics);
  const { refusal } = played.result;
  if (refusal === undefined) throw new Error('the step was not refused');
  if (fingerprintOf(played.tenant) !== fingerprintOf(tenant)) throw new Error('a refused step changed the tenant');
  return { ...refusal.error, diagnostic: refusal.diagnostics[0], diagnostics: refusal.diagnostics };
}

function asDirectoryStep(step: ChangeStep): DirectoryStep {
  if (step.kind === 'advance') throw new Error(`${step.kind} is no directory step`);
  return step;
}
