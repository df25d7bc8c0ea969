import type { z } from 'zod';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  err,
  ok,
  type Result,
  type SourceText,
  type Span,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import {
  type ChangeableType,
  type ChangeStep,
  isDirectoryExtension,
  type WantedProperties,
} from '../../model/index.ts';
import { collectSpans, type ParsedYaml, type ValuePath } from '../yaml/index.ts';
import type { StepKind } from './change-set-schema.ts';
import { describeIssue, describeValue } from './describe-issue.ts';
import { flattenBag } from './flatten-bag.ts';
import { knownKeysOf } from './known-keys.ts';
import { extensibleTypes } from './property-bag-schema.ts';

/** A step, or all its faults. */
export type StepResult = Result<ChangeStep, readonly Diagnostic[]>;

/** What is known about a step while it is read. */
export interface StepContext {
  readonly source: SourceText;
  readonly document: ParsedYaml;
  readonly path: ValuePath;
  readonly step: JsonObject;
  readonly span: Span;
}

/** Checks a step with its schema. Directory extensions are open names, so they are checked apart; `ignored` are keys reported elsewhere. */
export function checkStep(
  context: StepContext,
  schema: z.ZodType,
  type?: ChangeableType,
  ignored: readonly string[] = [],
  inside?: StepKind,
): readonly Diagnostic[] {
  const { source, document, path, step } = context;
  const checked = schema.safeParse(step);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) => {
    const inner = issue.path.map(String);
    const isBag =
      inner.length === (inside === undefined ? 1 : 2) && ['match', 'set', 'with'].includes(inner.at(-1) ?? '');
    const isReportedElsewhere = inner.length === (inside === undefined ? 0 : 1);
    // A missing selector is reported as such.
    if (issue.code === 'invalid_type' && inner.join('.') === 'match' && !Object.hasOwn(step, 'match')) return [];
    if (issue.code !== 'unrecognized_keys') return describeIssue(source, document, path, issue, () => []);
    const keys = issue.keys.filter((key) => {
      if (isReportedElsewhere && ignored.includes(key)) return false;
      return !(isBag && type !== undefined && extensibleTypes.includes(type) && isDirectoryExtension(key));
    });
    return describeIssue(source, document, path, { ...issue, keys }, (at) => knownKeysOf(step, type, at));
  });
}

/** The properties of the bags of a step, or of a mapping inside it, with the places of all its parts. */
export function readBags(
  context: StepContext,
  type: ChangeableType,
  names: readonly ('match' | 'set' | 'with')[],
  inside?: StepKind,
): Result<
  { readonly properties: Readonly<Record<string, WantedProperties>>; readonly spans: ReadonlyMap<string, Span> },
  readonly Diagnostic[]
> {
  const { source, document } = context;
  const content = inside === undefined ? context.step : context.step[inside];
  const path = inside === undefined ? context.path : [...context.path, inside];
  const spans = new Map(collectSpans(document, path, content ?? null));
  const properties: Record<string, WantedProperties> = {};
  const faults: Diagnostic[] = [];
  for (const name of names) {
    const bag = isJsonObject(content) ? content[name] : undefined;
    if (!isJsonObject(bag)) continue;
    const flat = flattenBag(type, bag);
    for (const [key, at] of flat.places) {
      const span = document.spanAt([...path, name, ...at]);
      spans.set(`${name}.${key}`, span);
      const value = flat.properties[key];
      const isExtensionText = !isDirectoryExtension(key) || value === null || typeof value === 'string';
      if (isExtensionText) continue;
      const message = `"${key}" must be a text, found ${describeValue(value ?? null)}.`;
      faults.push(createDiagnostic('changes/wrong-type', { message, source, span }));
    }
    for (const { name: key, path: at } of flat.doubles) {
      const message = `"${key}" is given twice, on its own and inside "${String(at[0])}".`;
      faults.push(
        createDiagnostic('changes/duplicate-key', {
          message,
          source,
          span: document.keySpanAt([...path, name, ...at]),
        }),
      );
    }
    properties[name] = flat.properties;
  }
  return faults.length > 0 ? err(faults) : ok({ properties, spans });
}

/** A value that its schema has shown to be a text. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
