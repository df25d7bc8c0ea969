import { normalize } from 'node:path';
import { ToolError } from '../base/index.ts';

/** One `--report KIND[=FILE]`; without a file it goes to standard output. */
export interface ReportTarget<Kind extends string> {
  readonly kind: Kind;
  readonly file: string | undefined;
}

/**
 * Reads the `--report` options of a command; `kinds` are those it can write.
 * @throws ToolError `usage/report` (exit code 4) for another kind, or two reports on standard output or in one file.
 */
export function readReports<Kind extends string>(
  texts: readonly string[],
  kinds: readonly Kind[],
): readonly ReportTarget<Kind>[] {
  const targets = texts.map((text) => {
    const separator = text.indexOf('=');
    const name = separator < 0 ? text : text.slice(0, separator);
    const kind = kinds.find((candidate) => candidate === name);
    if (kind === undefined)
      throw usage(`There is no report "${name}" here.`, `This command writes ${kinds.join(', ')}.`);
    return { kind, file: separator < 0 ? undefined : text.slice(separator + 1) };
  });
  if (targets.filter(({ file }) => file === undefined || file === '-').length > 1) {
    throw usage('Two reports would be mixed on standard output.', 'Give all but one a file: --report json=lint.json');
  }
  const files = targets.flatMap(({ file }) => (file === undefined || file === '-' ? [] : [normalize(file)]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw usage(`Two reports would be written to "${twice}".`, 'Give each a file of its own.');
  return targets;
}

function usage(message: string, hint: string): ToolError {
  return new ToolError({ code: 'usage/report', message, hint, exitCode: 4 });
}
