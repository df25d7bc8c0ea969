import { valueText } from '../plan/index.ts';
import type { Explanation } from '../rules/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import type { Lines } from './text-block.ts';
import { displayWidth, hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';

const indent = '    ';

/**
 * A rule with the value of each condition under it: on one line with columns where that fits the terminal, else as a tree.
 */
export function renderRuleFrame(rule: string, explanation: Explanation, style: TextStyle): Lines {
  const leaves = leavesOf(explanation).toSorted((a, b) => a.span.start - b.span.start);
  const isPlain = /^[ -~]*$/.test(rule);
  const fits = leaves.every((leaf) => indent.length + leaf.span.start + leafNote(leaf).length <= style.width);
  return isPlain && fits && indent.length + rule.length <= style.width
    ? renderColumns(rule, leaves, style)
    : renderTree(explanation, style, 0);
}

/** What a condition came to, and the value it looked at. */
function leafNote({ verdict, property, value }: Explanation): string {
  if (property === undefined) return verdict;
  if (property === 'memberOf') return verdict;
  const shown = value === undefined ? 'is not known' : `= ${visible(valueText(value))}`;
  return `${verdict}   ${visible(property)} ${shown}`;
}

/** From the last condition to the first, each under its own column. */
function renderColumns(rule: string, leaves: readonly Explanation[], style: TextStyle): Lines {
  const columns = leaves.map(({ span }) => span.start);
  const bars = (count: number): string => {
    let line = '';
    for (const column of columns.slice(0, count)) line = `${line.padEnd(column)}|`;
    return line;
  };
  const lines = [`${indent}${rule}`, `${indent}${style.palette.dim(bars(leaves.length))}`];
  for (let index = leaves.length - 1; index >= 0; index--) {
    const leaf = leaves[index];
    if (leaf === undefined) continue;
    const before = bars(index).padEnd(columns[index] ?? 0);
    lines.push(`${indent}${style.palette.dim(before)}${paint(leaf, style)(leafNote(leaf))}`);
  }
  return lines;
}

function renderTree(node: Explanation, style: TextStyle, depth: number): Lines {
  const symbols = symbolsOf(style);
  const mark = node.verdict === 'true' ? symbols.good : node.verdict === 'false' ? symbols.bad : symbols.unsure;
  const margin = `${indent}${'  '.repeat(Math.min(depth, 12))}`;
  const first = `${margin}${mark} `;
  const rest = `${margin}    `;
  if (node.kind !== 'leaf') {
    const words = { and: 'all of these', or: 'any of these', not: 'not' }[node.kind];
    return [
      paint(node, style)(`${first}${words}: ${node.verdict}`),
      ...node.children.flatMap((child) => renderTree(child, style, depth + 1)),
    ];
  }
  const expression = visible(node.expression);
  const note = leafNote(node);
  const line = `${expression}   ${note}`;
  if (displayWidth(first) + displayWidth(line) <= style.width) return [paint(node, style)(`${first}${line}`)];
  return [
    ...hangText(expression, style.width, first, rest).map(paint(node, style)),
    ...hangText(note, style.width, rest, rest),
  ];
}

function paint({ verdict }: Explanation, { palette }: TextStyle): (text: string) => string {
  if (verdict === 'undecided') return palette.note;
  return verdict === 'true' ? palette.good : palette.bad;
}

function leavesOf(node: Explanation): readonly Explanation[] {
  return node.kind === 'leaf' ? [node] : node.children.flatMap(leavesOf);
}
