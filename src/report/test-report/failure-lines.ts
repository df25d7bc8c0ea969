import type { CaseFailure, CaseReport, DecidingRule } from '../../harness/index.ts';
import { renderRuleFrame } from '../rule-frame.ts';
import type { TextStyle } from '../style.ts';
import type { Lines } from '../text-block.ts';
import { hangText } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { jsonText, placeText } from './report-words.ts';

const indent = '    ';

/** What is shown below the name of a case that failed or is undecided. Every line is safe to print. */
export function failureLines({ failures }: CaseReport, style: TextStyle): Lines {
  return failures.flatMap((failure, index) => [...(index === 0 ? [] : ['']), ...oneFailure(failure, style)]);
}

function oneFailure(failure: CaseFailure, style: TextStyle): Lines {
  const { palette } = style;
  const paragraph = (label: string, text: string): Lines => {
    const first = `${indent}${label.padEnd(11)} `;
    return hangText(text, style.width, first, ' '.repeat(first.length));
  };
  return [
    ...hangText(visible(failure.message), style.width, indent, indent),
    ...expectation(failure, style),
    ...failure.because.flatMap((cause) => paragraph('because', visible(cause))),
    ...failure.rules.flatMap((rule) => ['', ...decidingRule(rule, style)]),
    ...(failure.details === undefined
      ? []
      : ['', ...failure.details.map((line) => (line === '' ? '' : `${indent}${visible(line)}`))]),
    ...(failure.rules.length > 0 || failure.details !== undefined ? [''] : []),
    ...(failure.hint === undefined ? [] : paragraph('hint', visible(failure.hint))),
    `${indent}${'explained'.padEnd(11)} tenantlab explain-code ${visible(failure.code)}`,
    // Stays on one line, to be copied.
    ...(failure.reproduce === undefined
      ? []
      : [palette.strong(`${indent}${'reproduce'.padEnd(11)} ${visible(failure.reproduce)}`)]),
  ];
}

/** Both on one line where they fit. */
function expectation({ expected, got }: CaseFailure, { width, palette }: TextStyle): Lines {
  const wanted = expected === undefined ? undefined : `expected ${jsonText(expected)}`;
  const found = got === undefined ? undefined : `got ${jsonText(got)}`;
  if (wanted === undefined && found === undefined) return [];
  const both = [wanted, found].filter((part) => part !== undefined);
  const line = both.join('    ');
  if (indent.length + line.length <= width) return [`${indent}${palette.strong(line)}`];
  return both.flatMap((part) => hangText(part, width, indent, `${indent}  `));
}

function decidingRule({ title, subject, rule, explanation, place }: DecidingRule, style: TextStyle): Lines {
  const where = place === undefined ? '' : `${placeText(place)}   `;
  return [
    ...hangText(`${where}${visible(title)}, for ${visible(subject)}`, style.width, indent, `${indent}  `),
    ...renderRuleFrame(rule, explanation, { ...style, width: style.width - 2 }).map((line) => `  ${line}`),
  ];
}
