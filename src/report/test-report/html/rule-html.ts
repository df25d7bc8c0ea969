import type { CoverageReport, LeafCoverage, RuleCoverage } from '../../../harness/index.ts';
import { counted, formatCount } from '../../words.ts';
import { isCovered, leafWords } from '../coverage-text.ts';
import { placeText } from '../report-words.ts';
import { htmlLines, htmlText } from './html-text.ts';

/** Every rule with its conditions coloured by how they decided; rules with gaps come first and are open. */
export function rulesHtml({ rules }: CoverageReport): string {
  const gaps = rules.filter(({ leaves }) => leaves.some((leaf) => !isCovered(leaf)));
  const whole = rules.filter((rule) => !gaps.includes(rule));
  return [
    '<h2 id="rules">Rules</h2>',
    '<p class="soft">Beside each condition: in how many cases it was true (T) or false (F) and helped to decide.</p>',
    '<p>Decided <mark class="both">both ways</mark> <mark class="half">one way only</mark> <mark class="none">never</mark></p>',
    ...gaps.map((rule) => ruleHtml(rule, true)),
    ...whole.map((rule) => ruleHtml(rule, false)),
    ...(rules.length === 0 ? ['<p>The tenant has no rules.</p>'] : []),
  ].join('\n');
}

function ruleHtml(rule: RuleCoverage, isOpen: boolean): string {
  const covered = rule.leaves.filter(isCovered).length;
  const where = rule.place === undefined ? '' : ` <span class="soft">${htmlText(placeText(rule.place))}</span>`;
  const score = `${formatCount(covered)}/${counted(rule.leaves.length, 'leaf', 'leaves')}`;
  const gaps = rule.leaves.filter((leaf) => !isCovered(leaf));
  return [
    `<details${isOpen ? ' open' : ''}><summary><h3>${htmlText(rule.holder.name)}</h3> <span class="${isOpen ? 'bad' : 'good'}">${score}</span>${where}</summary>`,
    `<div class="rule">${markedRule(rule)}</div>`,
    ...(gaps.length === 0
      ? []
      : ['<ul>', ...gaps.map((leaf) => `<li><code>${leafText(rule, leaf)}</code> ${leafWords(leaf)}</li>`), '</ul>']),
    '</details>',
  ].join('\n');
}

/** The rule as written, each condition marked and followed by its counts. */
function markedRule({ rule, leaves }: RuleCoverage): string {
  const parts: string[] = [];
  let end = 0;
  for (const leaf of leaves.toSorted((a, b) => a.span.start - b.span.start)) {
    if (leaf.span.start < end) continue;
    const kind = isCovered(leaf) ? 'both' : leaf.decidedTrue + leaf.decidedFalse > 0 ? 'half' : 'none';
    parts.push(
      htmlLines(rule.slice(end, leaf.span.start)),
      `<mark class="${kind}" title="${leafWords(leaf)}">${htmlLines(rule.slice(leaf.span.start, leaf.span.end))}</mark>`,
      `<sup>T${formatCount(leaf.decidedTrue)} F${formatCount(leaf.decidedFalse)}</sup>`,
    );
    end = leaf.span.end;
  }
  return [...parts, htmlLines(rule.slice(end))].join('');
}

function leafText({ rule }: RuleCoverage, { span }: LeafCoverage): string {
  return htmlText(rule.slice(span.start, span.end));
}
