import {
  type PlanDocument,
  type PlanLicense,
  type PlanMembership,
  type PlanPropertyChange,
  type PlanUndecided,
  valueText,
} from '../plan/index.ts';
import { effectsByGroup } from './plan-text-effects.ts';
import { costWords, pathWords, seatWords, skuName } from './plan-text-licenses.ts';
import { fitSections, type MarkdownSection, moreText } from './markdown-budget.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { planTotals } from './plan-totals.ts';
import { plainStyle, symbolsOf } from './style.ts';
import { counted, formatCount, holderName, nameOf, reasonText, typeWords } from './words.ts';

/** Most UTF-16 units of a Markdown plan: GitHub cuts a comment at 65,536. */
export const longestMarkdown = 60_000;

/**
 * The plan for a pull request, the worst first: refusals, failed guardrails, who loses, undecided, who gains, then what changes.
 * Never longer than {@link longestMarkdown}; what has no room is counted. Names can do nothing in Markdown.
 */
export function renderPlanMarkdown(plan: PlanDocument): string {
  const sections = [
    summarySection(plan),
    refusalSection(plan),
    guardrailSection(plan),
    licenseErrorSection(plan),
    licenseSection(plan, 'lose', 'loses a license', 'lose a license'),
    membershipSection(plan, 'leave', false, 'loses', 'lose something'),
    membershipSection(plan, 'leave', true, 'loses for a moment', 'lose something for a moment'),
    undecidedSection(plan),
    licenseSection(plan, 'gain', 'gains a license', 'gain a license'),
    seatSection(plan),
    membershipSection(plan, 'join', false, 'gains', 'gain something'),
    membershipSection(plan, 'join', true, 'gains for a moment', 'gain something for a moment'),
    groupSection(plan),
    stepSection(plan),
    noteSection(plan),
  ];
  return fitSections(
    sections.filter((section) => section !== undefined),
    longestMarkdown,
  );
}

function summarySection(plan: PlanDocument): MarkdownSection {
  const { summary, tenant, changes } = plan;
  const bold = (count: number): string => (count > 0 ? `**${formatCount(count)}**` : '0');
  const clock = tenant.clock === tenant.clockAfter ? tenant.clock : `${tenant.clock} → ${tenant.clockAfter}`;
  const facts = `${markdownCode(changes.name)} on ${markdownText(tenant.displayName ?? 'tenant')} @ ${markdownText(clock)}, ${counted(tenant.users, 'user')}, ${counted(tenant.groups, 'group')}`;
  return fixed(
    `### tenantlab: ${headline(plan)}\n\n` +
      `| joins | leaves | transient | licenses | license errors | undecided | refused | guardrails failed |\n|---:|---:|---:|---:|---:|---:|---:|---:|\n` +
      `| ${formatCount(summary.joins)} | ${bold(summary.leaves)} | ${bold(summary.transient)} | ${licenseCounts(summary)} | ${bold(summary.licenseErrors)} | ${bold(summary.undecided)} | ${bold(summary.refusals)} | ${bold(summary.guardrailsFailed)} |\n\n` +
      `${planTotals(plan)}\n\n${facts}\n`,
  );
}

function licenseCounts({ licenseGains, licenseLosses }: PlanDocument['summary']): string {
  const losses = licenseLosses === 0 ? '-0' : `**-${formatCount(licenseLosses)}**`;
  return licenseGains + licenseLosses === 0 ? '0' : `+${formatCount(licenseGains)} ${losses}`;
}

function headline({ summary }: PlanDocument): string {
  const bad = [
    ...(summary.refusals > 0 ? [counted(summary.refusals, 'step refused', 'steps refused')] : []),
    ...(summary.guardrailsFailed > 0 ? [`${counted(summary.guardrailsFailed, 'guardrail')} failed`] : []),
  ];
  if (bad.length > 0) return bad.join(', ');
  const worse = [
    ...(summary.leaves > 0 ? [counted(summary.leaves, 'leave', 'leaves')] : []),
    ...(summary.licenseLosses > 0 ? [`${counted(summary.licenseLosses, 'license')} lost`] : []),
    ...(summary.licenseErrors > 0 ? [counted(summary.licenseErrors, 'new license error')] : []),
  ];
  if (worse.length > 0) return worse.join(', ');
  return summary.stepsApplied + summary.joins > 0 ? 'nobody loses anything' : 'nothing would change';
}

function refusalSection({ refusals }: PlanDocument): MarkdownSection | undefined {
  return list(
    '\n**Refused**\n\n',
    refusals.map(({ line, text, object, error, diagnostics }) => {
      const place = line === undefined ? '' : `line ${line}: `;
      const target = object === undefined ? '' : ` (${typeWords(object.type)} ${markdownText(nameOf(object))})`;
      return `- ${place}${markdownText(text)}${target}: ${error.status} ${markdownCode(error.code)} ${markdownText(error.message)}${explained(error.message, diagnostics)}\n`;
    }),
  );
}

/** What the error does not say in words that people know: names in place of ids. */
function explained(message: string, diagnostics: PlanDocument['refusals'][number]['diagnostics']): string {
  const texts = diagnostics.map((entry) => entry.message).filter((text) => text !== message);
  return texts.length === 0 ? '' : `<br>${texts.map(markdownText).join(' ')}`;
}

function guardrailSection({ guardrails }: PlanDocument): MarkdownSection | undefined {
  const failed = guardrails.filter(({ ok }) => !ok);
  const kept = guardrails.filter(({ ok }) => ok);
  const rows = [...failed, ...kept].flatMap(({ id, ok, message, violations, warnings }) => [
    `- ${ok ? 'kept' : '**failed**'} ${markdownCode(id)}: ${markdownText(message)}\n`,
    ...violations.map((text) => `  - ${markdownText(text)}\n`),
    ...warnings.map((text) => `  - warning: ${markdownText(text)}\n`),
  ]);
  return list('\n**Guardrails**\n\n', rows);
}

function membershipSection(
  { effects }: PlanDocument,
  action: PlanMembership['action'],
  transient: boolean,
  verb: string,
  summary: string,
): MarkdownSection | undefined {
  const entries = effects.memberships.filter((entry) => entry.action === action && entry.transient === transient);
  const people = new Set(entries.map(({ member }) => member.id)).size;
  const title = `${counted(people, 'member')} ${people === 1 ? summary.replace(/^(lose|gain)/, '$1s') : summary} (${counted(entries.length, 'membership')})`;
  return table(title, `| who ${verb} | group | why |`, entries, membershipRow);
}

function membershipRow({ member, group, because }: PlanMembership): string {
  const why = reasonText(because, symbolsOf(plainStyle));
  return `| ${markdownText(nameOf(member))} | ${markdownText(holderName(group))} | ${markdownText(why)} |\n`;
}

function licenseSection(
  { effects }: PlanDocument,
  action: PlanLicense['action'],
  verb: string,
  summary: string,
): MarkdownSection | undefined {
  const entries = effects.licenses.filter((entry) => entry.action === action);
  const people = new Set(entries.map(({ user }) => user.id)).size;
  const title = `${counted(people, 'user')} ${people === 1 ? summary.replace(/^(lose|gain)/, '$1s') : summary}`;
  return table(title, `| who ${verb} | license | path | why |`, entries, licenseRow);
}

function licenseRow({ user, sku, paths, transient, dataAtRisk, because }: PlanLicense): string {
  const why = reasonText(because, symbolsOf(plainStyle));
  const path = transient ? 'for a moment' : pathWords(paths);
  const risk = dataAtRisk === undefined ? '' : `; data at risk from ${dataAtRisk.slice(0, 10)}`;
  return `| ${markdownText(nameOf(user))} | ${markdownText(skuName(sku))} | ${markdownText(path)} | ${markdownText(why + risk)} |\n`;
}

function licenseErrorSection({ effects }: PlanDocument): MarkdownSection | undefined {
  const entries = effects.licenseErrors;
  return table(
    counted(entries.length, 'new license error'),
    '| who | license | group | error | which |',
    entries,
    ({ user, sku, group, error, text }) =>
      `| ${[nameOf(user), skuName(sku), pathWords([group]), error, text].map(markdownText).join(' | ')} |\n`,
  );
}

function seatSection({ effects }: PlanDocument): MarkdownSection | undefined {
  const rows = effects.seats.map((entry) => `- Seats: ${markdownText(seatWords(entry, plainStyle))}\n`);
  const costs = effects.cost === null ? [] : costWords(effects.cost).map((text) => `- Cost: ${markdownText(text)}\n`);
  return list('\n**Seats and cost**\n\n', [...rows, ...costs]);
}

function undecidedSection({ effects, summary }: PlanDocument): MarkdownSection | undefined {
  const entries = [
    ...effects.undecided.filter((entry) => entry.new),
    ...effects.undecided.filter((entry) => !entry.new),
  ];
  const title = `${formatCount(summary.undecided)} undecided, of them ${formatCount(summary.newUndecided)} new`;
  return table(title, '| who is undecided | group | not known |', entries, undecidedRow, summary.undecided);
}

function undecidedRow({ member, group, needs, new: isNew }: PlanUndecided): string {
  const missing = `${markdownText(needs.join(', '))}${isNew ? ' (new)' : ''}`;
  return `| ${markdownText(nameOf(member))} | ${markdownText(holderName(group))} | ${missing} |\n`;
}

function groupSection(plan: PlanDocument): MarkdownSection | undefined {
  const groups = effectsByGroup(plan);
  return table(
    `${counted(groups.length, 'group')} affected`,
    '| group | joins | leaves | transient | undecided |',
    groups,
    (entry) => {
      const { group, joins, leaves, transient, undecided } = entry;
      return `| ${markdownText(holderName(group))} | ${[joins, leaves, transient, undecided].map(formatCount).join(' | ')} |\n`;
    },
  );
}

function stepSection({ steps }: PlanDocument): MarkdownSection | undefined {
  return table(counted(steps.length, 'step'), '| line | step | what happens |', steps, (step) => {
    const changes = step.changes.map(changeCell);
    const what =
      step.status === 'applied' ? [counted(step.target.count, 'object'), ...changes].join('<br>') : step.status;
    return `| ${step.line ?? ''} | ${markdownText(step.text)} | ${what} |\n`;
  });
}

function changeCell({ property, before, after, otherPairs }: PlanPropertyChange): string {
  const name = markdownText(property);
  if (otherPairs !== undefined) return `${name}: ${counted(otherPairs, 'other pair')} of values`;
  if (property === 'membershipRule') {
    const side = (sign: string, rule: unknown): string =>
      typeof rule === 'string' ? `<br>${sign} ${markdownCode(rule)}` : '';
    return `rule${side('-', before)}${side('+', after)}`;
  }
  return `${name}: ${markdownText(valueText(before))} → ${markdownText(valueText(after))}`;
}

function noteSection({
  drift,
  loops,
  licenseLoops,
  notes,
  semantics,
  summary,
}: PlanDocument): MarkdownSection | undefined {
  const driftRow = `- Drift before this change, shown apart: exported and computed members differ in ${counted(drift.groups, 'group')} (${formatCount(drift.notExported)} only computed, ${formatCount(drift.notComputed)} only exported).\n`;
  return list('\n**Notes**\n\n', [
    ...semantics.map(({ name, value }) => `- Semantics: ${markdownCode(`${name}=${value}`)}\n`),
    ...(summary.drift > 0 ? [driftRow] : []),
    ...[...loops, ...licenseLoops].map(({ text }) => `- Loop: ${markdownText(text)}\n`),
    ...notes.map(({ text }) => `- ${markdownText(text)}\n`),
  ]);
}

function fixed(text: string): MarkdownSection {
  return { head: text, rows: [], rowCount: 0, foot: '', more: () => '' };
}

function list(head: string, rows: readonly string[]): MarkdownSection | undefined {
  if (rows.length === 0) return undefined;
  return { head, rows, rowCount: rows.length, foot: '', more: (count) => `- ${moreText(count)}\n` };
}

function table<Entry>(
  title: string,
  columns: string,
  entries: readonly Entry[],
  row: (entry: Entry) => string,
  total = entries.length,
): MarkdownSection | undefined {
  if (total === 0) return undefined;
  const rule = columns.replace(/[^|]+/g, '---');
  return {
    head: `\n<details><summary>${title}</summary>\n\n${columns}\n${rule}\n`,
    rows: lazily(entries, row),
    rowCount: total,
    foot: '\n</details>\n',
    more: (count) => `\n${moreText(count)}\n`,
  };
}

function* lazily<Entry>(entries: readonly Entry[], row: (entry: Entry) => string): Generator<string> {
  for (const entry of entries) yield row(entry);
}
