import { type OpenedTenant, planChange, readChanges } from '../../app/index.ts';
import { DiagnosticsError } from '../../diagnostics/index.ts';
import type { ChangeSet } from '../../model/index.ts';
import {
  type Guardrails,
  mergeGuardrails,
  parseGuardrails,
  planExitCode,
  type PlanDocument,
  readGuardrails,
} from '../../plan/index.ts';
import { planJsonPieces, renderPlanMarkdown, renderPlanText, type TextStyle } from '../../report/index.ts';
import type { PlanCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { readTextFile } from './read-text.ts';
import { say, type Session, styleFor, withTenant } from './session.ts';
import { writeOutput } from './write-output.ts';

/** `tenantlab plan`: prints the plan, saves it if asked, and gives its exit code. */
export async function planAction(environment: CliEnvironment, options: PlanCommandOptions): Promise<number> {
  const name = options.changes === '-' ? 'standard input' : options.changes;
  const changes = await readChanges(name, await readTextFile(environment, options.changes));
  return withTenant(environment, options, async (session) => {
    const { opened, semantics, work } = session;
    const clock = session.clock ?? clockOfExport(opened, changes);
    const catalogue = await givenLicenseCatalogue(environment, options, session.config);
    const { plan } = planChange(opened.tenant, changes, {
      ...work,
      semantics,
      guardrails: guardrailsOf(session, options),
      ...(clock === undefined ? {} : { clock }),
      ...(catalogue === undefined ? {} : { catalogue }),
    });
    const exitCode = planExitCode(plan, {
      detailedExitCode: options.detailedExitcode === true,
      forbidUndecided: options.forbidUndecided === true || session.config.forbidUndecided,
    });
    const style = { ...styleFor(environment, options), ...(options.out === undefined ? {} : { width: 100 }) };
    writeOutput(environment, options.out, renderPlan(plan, options, style, exitCode));
    if (options.save !== undefined) {
      writeOutput(environment, options.save, planJsonPieces(plan));
      say(environment, options, `Saved the plan. Apply it with: tenantlab apply ${options.save}`);
    }
    return exitCode;
  });
}

function renderPlan(
  plan: PlanDocument,
  options: PlanCommandOptions,
  style: TextStyle,
  exitCode: number,
): Iterable<string> {
  const format = options.format ?? (options.json === true ? 'json' : 'text');
  if (format === 'json') return planJsonPieces(plan);
  if (format === 'markdown') return [renderPlanMarkdown(plan)];
  return [renderPlanText(plan, style, { exitCode, ...(options.save === undefined ? {} : { savedAs: options.save }) })];
}

/** An export has no clock of its own, only the time at which it was read: a change set may start before that. */
function clockOfExport(opened: OpenedTenant, changes: ChangeSet): number | undefined {
  const isEarlier = changes.clock !== undefined && changes.clock < opened.tenant.clock;
  return opened.kind === 'export' && isEarlier ? changes.clock : undefined;
}

function guardrailsOf({ config }: Session, options: PlanCommandOptions): Guardrails {
  const configured = readGuardrails(config.guardrails);
  const given = parseGuardrails(options.guardrail);
  if (configured.ok && given.ok) return mergeGuardrails(configured.value, given.value);
  const [first, ...more] = [configured, given].flatMap((result) => (result.ok ? [] : result.error));
  if (first === undefined) return {};
  throw new DiagnosticsError(first, more);
}
