import type { JsonValue } from '../../base/index.ts';
import type { CaseReport, CaseStatus, MutationSummary, Place, TestReport } from '../../harness/index.ts';
import { counted as countedNoun, formatCount } from '../words.ts';
import { visible } from '../visible-text.ts';

/** Longest value in a report, in UTF-16 code units; the JSON report has it whole. */
const longestValue = 400;

/** `tests/sales.yaml:9:3`, safe to print; the column only where it says more than the line. */
export function placeText({ file, line, column }: Place): string {
  return `${visible(file)}:${line}${column > 1 ? `:${column}` : ''}`;
}

/** A value as one line of JSON, safe to print and cut when it is long. */
export function jsonText(value: JsonValue): string {
  const text = visible(JSON.stringify(value));
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}

/** `0.4 ms`, `38 ms`, `2.35 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return milliseconds >= 1 ? `${Math.round(milliseconds)} ms` : `${milliseconds.toFixed(1)} ms`;
}

/** A share as `95.3 %`, rounded down so that 100 % means all. */
export function percentText(percent: number): string {
  return `${(Math.floor(percent * 10 + 1e-9) / 10).toFixed(1)} %`;
}

const statusWords: readonly (readonly [status: CaseStatus, word: string])[] = [
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['undecided', 'undecided'],
  ['skipped', 'skipped'],
  ['todo', 'to do'],
];

/** `14 passed, 1 failed`: only what there is; `none` for no case at all. */
export function statusCounts(cases: readonly CaseReport[], left: readonly CaseStatus[] = []): string {
  const parts = statusWords.flatMap(([status, word]) => {
    const count = cases.filter((entry) => entry.status === status).length;
    return count === 0 || left.includes(status) ? [] : [`${formatCount(count)} ${word}`];
  });
  return parts.join(', ');
}

/** The outcome in a few words, worst first: `2 of 14 cases failed`, `14 cases passed`, `nothing ran`. */
export function headlineOf(report: TestReport): string {
  const { summary, coverage, complete, mutation } = report;
  if (mutation !== undefined) return mutationHeadline(mutation, complete);
  const { cases, passed, failed, undecided } = summary;
  const missed = (coverage?.thresholds ?? []).filter(({ ok }) => !ok).length;
  const ran = passed + failed + undecided;
  const parts = [
    ...(failed > 0 ? [`${formatCount(failed)} of ${countedNoun(cases, 'case')} failed`] : []),
    ...(missed > 0 ? [`${countedNoun(missed, 'coverage threshold')} missed`] : []),
    ...(undecided > 0 ? [`${countedNoun(undecided, 'case')} undecided`] : []),
    ...(complete ? [] : ['stopped before the end']),
  ];
  if (ran === 0) return ['nothing ran', ...parts].join(', ');
  return parts.length > 0 ? parts.join(', ') : `${countedNoun(passed, 'case')} passed`;
}

function mutationHeadline(
  { score, least, ok, survived, onlyHereEqual, killed }: MutationSummary,
  isComplete: boolean,
): string {
  const counted = killed + survived + onlyHereEqual;
  return [
    `${formatCount(killed)} of ${countedNoun(counted, 'mutant')} noticed`,
    `score ${percentText(score)}${ok ? '' : ` < ${least} %`}`,
    ...(isComplete ? [] : ['stopped before the end']),
  ].join(', ');
}

/** `Mutants 40 noticed, 3 not noticed`: what became of all of them, and the score. */
export function mutationText(mutation: MutationSummary): string {
  const { killed, survived, onlyHereEqual, equivalent, notRun, score, least, ok } = mutation;
  const parts = [
    `${formatCount(killed)} noticed`,
    ...(survived > 0 ? [`${formatCount(survived)} not noticed`] : []),
    ...(onlyHereEqual > 0 ? [`${formatCount(onlyHereEqual)} not noticed that change nobody here`] : []),
    ...(equivalent > 0 ? [`${formatCount(equivalent)} that mean the same (not counted)`] : []),
    ...(notRun > 0 ? [`${formatCount(notRun)} not run`] : []),
  ];
  return `Mutants ${parts.join(', ')}   score ${percentText(score)}${ok ? '' : ` < ${least} %`}`;
}

/** True of a case that says something is wrong: it failed, or could not be decided. */
export function isTrouble({ status }: CaseReport): boolean {
  return status === 'failed' || status === 'undecided';
}
