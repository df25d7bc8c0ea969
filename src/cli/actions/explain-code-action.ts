import { ToolError } from '../../base/index.ts';
import { didYouMean, diagnosticCodes, findDefinition } from '../../diagnostics/index.ts';
import { wrapText } from '../../report/index.ts';
import type { CliEnvironment } from '../environment.ts';
import type { OutputOptions } from '../options.ts';
import { paletteFor } from '../palette.ts';

const consequences = {
  refused: 'Entra refuses to save this rule.',
  differs: 'Entra accepts it, but it means something else than you may think.',
  unknown: 'What Entra does here is not known.',
} as const;

/** `tenantlab explain-code [CODE]`. */
export function explainCodeAction(
  environment: CliEnvironment,
  code: string | undefined,
  options: OutputOptions,
): number {
  if (code === undefined) {
    const list = diagnosticCodes.map((name) => ({ code: name, title: findDefinition(name)?.title ?? '' }));
    const width = Math.max(...list.map((entry) => entry.code.length));
    environment.out(
      options.json === true
        ? `${JSON.stringify(list, undefined, 2)}\n`
        : list.map((entry) => `${entry.code.padEnd(width)}  ${entry.title}\n`).join(''),
    );
    return 0;
  }
  const definition = findDefinition(code);
  if (definition === undefined) {
    throw new ToolError({
      code: 'usage/unknown-code',
      message: `There is no diagnostic "${code}".`,
      hint: didYouMean(code, diagnosticCodes) ?? 'List them with `tenantlab explain-code`.',
      exitCode: 4,
    });
  }
  if (options.json === true) {
    environment.out(`${JSON.stringify({ code, ...definition }, undefined, 2)}\n`);
    return 0;
  }
  const { strong } = paletteFor(environment, options.color, 'out');
  const width = Math.min(100, environment.columns);
  const { title, severity, explanation, consequence, wrong, right } = definition;
  const parts = [
    `${strong(code)}  ${title} (${severity})`,
    wrapText(explanation, width).join('\n'),
    ...(consequence === undefined ? [] : [consequences[consequence]]),
    ...(wrong === undefined ? [] : [`Gives this diagnostic:\n  ${wrong.replaceAll('\n', '\n  ')}`]),
    ...(right === undefined ? [] : [`Does not:\n  ${right.replaceAll('\n', '\n  ')}`]),
  ];
  environment.out(`${parts.join('\n\n')}\n`);
  return 0;
}
