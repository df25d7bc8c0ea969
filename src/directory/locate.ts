import type { SourceText, Span } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { ChangeStep } from '../model/index.ts';

/** Where a part of a step stands (`set.department`, `members.0`), or the whole step. */
export function spanOf(step: ChangeStep, path: string | undefined): Span {
  return (path === undefined ? undefined : step.spans.get(path)) ?? step.span;
}

/**
 * Points the diagnostics of a rule into the file of the change set where the rule stands there letter by letter; else into
 * the rule itself, so that positions are never wrong.
 */
export function locateRule(
  diagnostics: readonly Diagnostic[],
  rule: string,
  name: string,
  step: ChangeStep,
  path: string,
  source: SourceText,
): readonly Diagnostic[] {
  const around = step.spans.get(path);
  const found = around === undefined ? -1 : source.text.slice(around.start, around.end).indexOf(rule);
  if (around === undefined || found < 0) {
    return diagnostics.map((diagnostic) => ({ ...diagnostic, source: { name, text: rule } }));
  }
  const offset = around.start + found;
  const move = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    source,
    span: diagnostic.span === undefined ? around : move(diagnostic.span),
    ...(diagnostic.related === undefined
      ? {}
      : { related: diagnostic.related.map((entry) => ({ ...entry, span: move(entry.span) })) }),
    ...(diagnostic.fix === undefined
      ? {}
      : {
          fix: { ...diagnostic.fix, edits: diagnostic.fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })) },
        }),
  }));
}
