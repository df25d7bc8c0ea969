import { ToolError } from '../../base/index.ts';
import { checks, licenseChecks, lintRule, lintTenant, type LintOptions } from '../../checks/index.ts';
import {
  type Diagnostic,
  didYouMean,
  diagnosticCodes,
  findDefinition,
  type Severity,
} from '../../diagnostics/index.ts';
import { renderDiagnostics, renderFindingsMarkdown } from '../../report/index.ts';
import type { LintCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { readSemantics } from '../options.ts';
import { readReports } from '../reports.ts';
import { styleFor, withTenant } from './session.ts';
import { writeOutput } from './write-output.ts';

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** `tenantlab lint`: 1 when a finding is as bad as `--fail-on`, else 0. */
export async function lintAction(environment: CliEnvironment, options: LintCommandOptions): Promise<number> {
  if (options.list === true) return listChecks(environment, options);
  const filter = { only: options.check.map(knownCode), skip: options.skip.map(knownCode) };
  if (options.rule.length > 0) {
    const semantics = readSemantics(options.semantics);
    const found = options.rule.flatMap((text) =>
      lintRule(text, { ...filter, semantics }).map((diagnostic) => ({ ...diagnostic, source: { name: 'rule', text } })),
    );
    return report(
      environment,
      options,
      found,
      found.map((diagnostic) => ({ diagnostic })),
    );
  }
  return withTenant(environment, options, async ({ opened, semantics, clock, work, config }) => {
    const catalogue = await givenLicenseCatalogue(environment, options, config);
    const { onProgress, signal } = work;
    const lintOptions: LintOptions = {
      ...filter,
      semantics,
      ...(catalogue === undefined ? {} : { catalogue }),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    };
    const findings = lintTenant(clock === undefined ? opened.tenant : { ...opened.tenant, clock }, lintOptions);
    return report(
      environment,
      options,
      findings.map(({ diagnostic }) => diagnostic),
      findings,
    );
  });
}

function report(
  environment: CliEnvironment,
  options: LintCommandOptions,
  found: readonly Diagnostic[],
  json: readonly object[],
): number {
  const chosen = readReports(options.report, reportKinds);
  const targets =
    chosen.length > 0
      ? chosen
      : [{ kind: options.json === true ? ('json' as const) : ('text' as const), file: undefined }];
  for (const { kind, file } of targets)
    writeOutput(environment, file, [renderReport(environment, options, kind, found, json)]);
  const { failOn } = options;
  return failOn !== 'never' && found.some(({ severity }) => ranks[severity] <= ranks[failOn]) ? 1 : 0;
}

const reportKinds = ['text', 'json', 'markdown'] as const;

function renderReport(
  environment: CliEnvironment,
  options: LintCommandOptions,
  kind: (typeof reportKinds)[number],
  found: readonly Diagnostic[],
  json: readonly object[],
): string {
  if (kind === 'json') return `${JSON.stringify({ findings: json }, undefined, 2)}\n`;
  if (kind === 'markdown') return renderFindingsMarkdown(found);
  if (found.length === 0) return 'No findings.\n';
  return renderDiagnostics(found, { ...styleFor(environment, options), limit: Number.POSITIVE_INFINITY });
}

function listChecks(environment: CliEnvironment, options: LintCommandOptions): number {
  const ids = [
    ...checks.map(({ id, needsTenant }) => ({ id, needsTenant })),
    ...licenseChecks.flatMap(({ codes }) => codes.map((id) => ({ id, needsTenant: true }))),
  ];
  const list = ids.map((check) => ({ ...check, title: findDefinition(check.id)?.title ?? '' }));
  const width = Math.max(...list.map(({ id }) => id.length));
  environment.out(
    options.json === true
      ? `${JSON.stringify(list, undefined, 2)}\n`
      : list.map(({ id, title }) => `${id.padEnd(width)} ${title}\n`).join(''),
  );
  return 0;
}

function knownCode(code: string): string {
  if (diagnosticCodes.includes(code)) return code;
  throw new ToolError({
    code: 'usage/unknown-check',
    message: `There is no check "${code}".`,
    hint: didYouMean(code, diagnosticCodes) ?? 'List them with `tenantlab lint --list`.',
    exitCode: 4,
  });
}
