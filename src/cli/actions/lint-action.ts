import { type OpenedTenant, toolName } from '../../app/index.ts';
import { ToolError } from '../../base/index.ts';
import { checks, licenseChecks, type LintFinding, lintRule, lintTenant, type LintOptions } from '../../checks/index.ts';
import { didYouMean, diagnosticCodes, findDefinition, type Severity } from '../../diagnostics/index.ts';
import { placeInRule } from '../../harness/index.ts';
import { findingReportKinds, type PlacedFinding, renderFindings } from '../../report/index.ts';
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
    return report(environment, options, await placeFindings(environment, opened, findings));
  });
}

/** Findings of a tenant folder with their places in its files; other tenants have none. */
async function placeFindings(
  environment: CliEnvironment,
  { kind, path }: OpenedTenant,
  findings: readonly LintFinding[],
): Promise<readonly PlacedFinding[]> {
  if (kind !== 'folder' || findings.length === 0) return findings;
  const { findRulePlaces } = await import('../../formats/index.ts');
  const places = findRulePlaces(path, environment.cwd);
  return findings.map((finding) => {
    const { holder, diagnostic } = finding;
    const rule = places.get(holder.id);
    if (rule === undefined || diagnostic.source === undefined) return finding;
    const { source, span } = diagnostic;
    return { ...finding, place: (span && placeInRule(rule, source.text, span)) ?? rule };
  });
}

function report(environment: CliEnvironment, options: LintCommandOptions, findings: readonly PlacedFinding[]): number {
  const chosen = readReports(options.report, findingReportKinds);
  const standard = { kind: options.json === true ? ('json' as const) : ('text' as const), file: undefined };
  for (const { kind, file } of chosen.length > 0 ? chosen : [standard]) {
    const style = styleFor(environment, options);
    writeOutput(environment, file, [renderFindings({ tool: toolName, findings, style }, kind)]);
  }
  const { failOn } = options;
  const isAsBad = ({ diagnostic }: PlacedFinding): boolean =>
    failOn !== 'never' && ranks[diagnostic.severity] <= ranks[failOn];
  return findings.some(isAsBad) ? 1 : 0;
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
