import { lineColumnAt } from '../base/index.ts';
import type { PlanDocument, PlanGuardrail, PlanRefusal } from '../plan/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { limited, type Lines } from './text-block.ts';
import { hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { formatCount, nameOf, typeWords } from './words.ts';

/** What the service would refuse, with its own words. */
export function renderRefusals({ refusals, complete, changes }: PlanDocument, style: TextStyle): Lines {
  if (refusals.length === 0) return [];
  const rest = complete ? [] : hangText('The plan shows what the other steps do.', style.width, '    ', '    ');
  return [
    style.palette.strong(`  Refused (${formatCount(refusals.length)})`),
    ...limited(refusals, style, '    ', (refusal) => renderRefusal(refusal, changes.text, style)),
    ...rest,
  ];
}

function renderRefusal(refusal: PlanRefusal, changeSet: string, style: TextStyle): Lines {
  const { bad } = symbolsOf(style);
  const place = refusal.line === undefined ? '' : `line ${refusal.line}: `;
  const object = refusal.object === undefined ? '' : ` (${typeWords(refusal.object.type)} ${nameOf(refusal.object)})`;
  const { status, code, message, target } = refusal.error;
  const error = `${status} ${visible(code)}: ${visible(message)}${target === undefined ? '' : ` (${visible(target)})`}`;
  return [
    ...hangText(`${place}${visible(refusal.text)}${object}`, style.width, `    ${bad} `, '      ').map(
      style.palette.bad,
    ),
    ...hangText(error, style.width, '        ', '        '),
    ...refusal.diagnostics.flatMap((diagnostic) => {
      const text = `${diagnostic.code}${placeOf(diagnostic.start, changeSet)}: ${visible(diagnostic.message)}`;
      const lines = hangText(text, style.width, '        ', '          ');
      if (diagnostic.hint === undefined) return lines;
      return [...lines, ...hangText(`hint: ${visible(diagnostic.hint)}`, style.width, '          ', '          ')];
    }),
  ];
}

function placeOf(start: number | undefined, changeSet: string): string {
  if (start === undefined) return '';
  const { line, column } = lineColumnAt(changeSet, start);
  return ` at ${line}:${column}`;
}

/** The guardrails, failed ones first. */
export function renderGuardrails({ guardrails }: PlanDocument, style: TextStyle): Lines {
  if (guardrails.length === 0) return [];
  const failed = guardrails.filter(({ ok }) => !ok);
  const kept = guardrails.filter(({ ok }) => ok);
  const count = failed.length === 0 ? 'all kept' : `${formatCount(failed.length)} failed`;
  return [
    style.palette.strong(`  Guardrails   ${count}`),
    ...[...failed, ...kept].flatMap((guardrail) => renderGuardrail(guardrail, style)),
  ];
}

function renderGuardrail(guardrail: PlanGuardrail, style: TextStyle): Lines {
  const { palette } = style;
  const symbols = symbolsOf(style);
  const symbol = guardrail.ok ? symbols.good : symbols.bad;
  const limit = guardrail.id.startsWith('max-') ? ` ${formatCount(guardrail.limit)}` : '';
  const text = `${visible(guardrail.id)}${limit}   ${visible(guardrail.message)}`;
  return [
    ...hangText(text, style.width, `    ${symbol} `, '      ').map(guardrail.ok ? palette.good : palette.bad),
    ...limited(guardrail.violations, style, '        ', (line) =>
      hangText(visible(line), style.width, '        ', '          '),
    ),
    ...guardrail.warnings.flatMap((line) =>
      hangText(`warning: ${visible(line)}`, style.width, '        ', '          ').map(palette.warn),
    ),
  ];
}
