import type { Severity } from '../../diagnostics/index.ts';
import { visible } from '../visible-text.ts';
import type { Problem } from './problem.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** Longest annotation, in UTF-16 code units before escaping: GitHub cuts at 64 KB. */
const longestMessage = 8000;

/**
 * Workflow commands that GitHub shows as annotations, one line each, then a notice that says what it came to. Nothing in a name
 * can end a command or begin another.
 */
export function renderGithub(problems: readonly Problem[], headline: string): string {
  const lines = problems.map((problem) => annotation(problem));
  return [...lines, `::notice title=tenantlab::${data(visible(headline))}`].map((line) => `${line}\n`).join('');
}

function annotation({ severity, code, message, detail, place }: Problem): string {
  const properties = [
    ...(place === undefined
      ? []
      : [
          `file=${property(visible(place.file))}`,
          `line=${place.line}`,
          ...(place.endLine === undefined ? [] : [`endLine=${place.endLine}`]),
          // GitHub takes columns only of one line.
          ...(place.endLine === undefined || place.endLine === place.line
            ? [`col=${place.column}`, ...(place.endColumn === undefined ? [] : [`endColumn=${place.endColumn}`])]
            : []),
        ]),
    `title=${property(visible(code))}`,
  ];
  const text = [message, ...detail].map(visible).join('\n');
  const shown = text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`;
  return `::${commands[severity]} ${properties.join(',')}::${data(shown)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
