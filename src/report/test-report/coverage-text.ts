import type { CoverageReport, CoverageThreshold, LeafCoverage, RuleCoverage } from '../../harness/index.ts';
import { symbolsOf, type TextStyle } from '../style.ts';
import { limited, type Lines } from '../text-block.ts';
import { hangText } from '../text-layout.ts';
import { quoted, visible } from '../visible-text.ts';
import { counted, formatCount } from '../words.ts';
import { percentText, placeText } from './report-words.ts';

/** `Rules covered 61/64 leaves (95.3 %)`. */
export function coverageSummary({ leaves }: CoverageReport): string {
  const { covered, total } = leaves;
  return `Rules covered ${formatCount(covered)}/${counted(total, 'leaf', 'leaves')} (${percentText(shareOf(leaves))})`;
}

/** Percent, 100 where there is nothing to cover. */
export function shareOf({ covered, total }: { readonly covered: number; readonly total: number }): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

/** One line for each threshold that was not reached. */
export function missedThresholds(coverage: CoverageReport, style: TextStyle): Lines {
  return coverage.thresholds
    .filter(({ ok }) => !ok)
    .map((threshold) => style.palette.bad(` ${symbolsOf(style).bad} ${missedText(threshold, coverage)}`));
}

/** `leaf coverage 88.4 % < 90 %   7 leaves never decided a case both ways   tenantlab test --coverage` */
export function missedText(
  { what, reached, least }: CoverageThreshold,
  coverage: CoverageReport,
  separator = '   ',
): string {
  const { covered, total } = coverage[what];
  const missing = total - covered;
  const words = {
    leaves: `${counted(missing, 'leaf', 'leaves')} never decided a case both ways`,
    groups: `of ${counted(missing, 'group')} no case expects anything`,
    licenses: `${counted(missing, 'group license')} no case asked for`,
  }[what];
  const name = { leaves: 'leaf', groups: 'group', licenses: 'license' }[what];
  return [`${name} coverage ${percentText(reached)} < ${least} %`, words, 'tenantlab test --coverage'].join(separator);
}

/** Rule by rule what decided nothing, then groups and licenses that no case touches. */
export function coverageDetail(coverage: CoverageReport, style: TextStyle): Lines {
  const open = coverage.rules.filter(({ leaves }) => leaves.some((leaf) => !isCovered(leaf)));
  return [
    ...(open.length === 0 ? [' Every leaf of every rule decided a case both ways.'] : []),
    ...limited(open, style, ' ', (rule) => ruleLines(rule, style)),
    ...names('Groups that no case expects anything of', coverage.untouchedGroups.map(quoted), style),
    ...names('Group licenses that no case asked for', coverage.untouchedLicenses.map(visible), style),
  ];
}

/** A leaf is covered when it decided cases both ways. */
export function isCovered({ decidedTrue, decidedFalse }: LeafCoverage): boolean {
  return decidedTrue > 0 && decidedFalse > 0;
}

/** `never decided a case`, `never decided as false (3 times as true)`. */
export function leafWords({ decidedTrue, decidedFalse }: LeafCoverage): string {
  if (decidedTrue === 0 && decidedFalse === 0) return 'never decided a case';
  if (decidedTrue > 0 && decidedFalse > 0) {
    return `decided ${formatCount(decidedTrue)} as true, ${formatCount(decidedFalse)} as false`;
  }
  return decidedTrue === 0
    ? `never decided as true (${counted(decidedFalse, 'time')} as false)`
    : `never decided as false (${counted(decidedTrue, 'time')} as true)`;
}

function ruleLines(rule: RuleCoverage, style: TextStyle): Lines {
  const covered = rule.leaves.filter(isCovered).length;
  const where = rule.place === undefined ? '' : `${placeText(rule.place)}   `;
  const head = `${where}${quoted(rule.holder.name)}   ${covered}/${counted(rule.leaves.length, 'leaf', 'leaves')}`;
  return [
    ...hangText(head, style.width, ' ', '   ').map(style.palette.strong),
    ...rule.leaves
      .filter((leaf) => !isCovered(leaf))
      .flatMap((leaf) => {
        const text = visible(rule.rule.slice(leaf.span.start, leaf.span.end));
        return hangText(`${text}   ${leafWords(leaf)}`, style.width, `   ${symbolsOf(style).bad} `, '       ');
      }),
  ];
}

function names(title: string, list: readonly string[], style: TextStyle): Lines {
  if (list.length === 0) return [];
  return ['', ` ${title} (${formatCount(list.length)})`, ...limited(list, style, '   ', (name) => [`   ${name}`])];
}
