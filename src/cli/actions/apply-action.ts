import { setImmediate as nextTurn } from 'node:timers/promises';
import { applyPlan } from '../../app/index.ts';
import { DiagnosticsError } from '../../diagnostics/index.ts';
import { type PlanDocument, readPlan } from '../../plan/index.ts';
import { planTotals } from '../../report/index.ts';
import { ToolError } from '../../base/index.ts';
import type { ApplyCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { readTextFile } from './read-text.ts';
import { currentUser, withTenant } from './session.ts';

/** `tenantlab apply PLAN`. */
export async function applyAction(
  environment: CliEnvironment,
  file: string,
  options: ApplyCommandOptions,
): Promise<number> {
  const saved = await readSavedPlan(environment, file);
  environment.catchInterrupt();
  const { plan } = await withTenant(
    environment,
    options,
    async ({ opened, work, config }) => {
      const catalogue = await givenLicenseCatalogue(environment, options, config);
      return applyPlan(opened, saved, {
        ...work,
        who: options.who ?? currentUser(environment),
        at: environment.now(),
        allowRefusals: options.allowRefusals === true,
        allowFailedGuardrails: options.allowFailedGuardrails === true,
        onWriting: () => environment.finishWhatever(),
        ...(catalogue === undefined ? {} : { catalogue }),
      });
    },
    true,
  );
  // What was written at one go has not heard of a signal.
  await nextTurn();
  if (environment.signal.aborted) {
    environment.err('Interrupted too late: the change was already being written; it is whole.\n');
  }
  const { summary } = plan;
  environment.out(
    options.json === true ? `${JSON.stringify({ applied: true, summary })}\n` : `Applied. ${planTotals(plan)}\n`,
  );
  return 0;
}

/**
 * Reads a plan saved with `tenantlab plan --save`.
 * @throws DiagnosticsError or ToolError `plan/no-json` (exit code 3).
 */
export async function readSavedPlan(environment: CliEnvironment, file: string): Promise<PlanDocument> {
  const text = await readTextFile(environment, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const hint = 'Save one with `tenantlab plan --save FILE`.';
    throw new ToolError({
      code: 'plan/no-json',
      message: `"${file}" is no saved plan: it is not valid JSON.`,
      hint,
      cause: error,
    });
  }
  const read = readPlan(value);
  if (read.ok) return read.value;
  const [first, ...more] = read.error;
  if (first === undefined) throw new ToolError({ code: 'plan/no-json', message: `"${file}" is no saved plan.` });
  throw new DiagnosticsError(first, more);
}
