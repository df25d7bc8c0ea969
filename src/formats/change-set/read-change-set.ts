import {
  err,
  isJsonObject,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { ChangeSet, ChangeStep } from '../../model/index.ts';
import { type ParsedYaml, parseYaml } from '../yaml/index.ts';
import { changeSetFrameSchema } from './change-set-schema.ts';
import { describeIssue, describeValue } from './describe-issue.ts';
import { readStep } from './read-step.ts';

const codes = {
  syntax: 'changes/yaml-syntax',
  duplicateKey: 'changes/duplicate-key',
  tooComplex: 'changes/too-complex',
} as const;

const frameKeys = ['version', 'clock', 'steps'];

/**
 * Reads a change set from YAML or JSON. All faults are returned at once, in the order of the file, each with its place and,
 * for misspelt keys, with what was probably meant. Property names and the types of their values are checked; whether the
 * service would take the change is not: that is known once the steps are applied. Never throws for bad text.
 */
export function readChangeSet(source: SourceText): Result<ChangeSet, readonly Diagnostic[]> {
  const parsed = parseYaml(source, codes);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const { value } = document;
  if (!isJsonObject(value)) {
    const message = `A change set is a mapping with version and steps, found ${describeValue(value)}.`;
    return err([createDiagnostic('changes/wrong-type', { message, source, span: document.spanAt([]) })]);
  }
  const faults: Diagnostic[] = [...checkFrame(source, document, value)];
  const steps: ChangeStep[] = [];
  const list = Object.hasOwn(value, 'steps') ? value['steps'] : undefined;
  if (Array.isArray(list)) {
    for (let index = 0; index < list.length; index++) {
      const step = readStep(source, document, ['steps', index]);
      if (step.ok) steps.push(step.value);
      else faults.push(...step.error);
    }
  }
  const clock = readClock(source, document, value, faults);
  if (faults.length > 0) return err(faults.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)));
  return ok({ version: 1, ...(clock === undefined ? {} : { clock }), steps, source });
}

function checkFrame(source: SourceText, document: ParsedYaml, value: JsonObject): readonly Diagnostic[] {
  const checked = changeSetFrameSchema.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) => {
    if (issue.path[0] === 'version' && issue.path.length === 1 && Object.hasOwn(value, 'version')) {
      const span = document.spanAt(['version']);
      const found = source.text.slice(span.start, span.end);
      const message = `This program reads version 1 of change sets, found ${found}.`;
      return [createDiagnostic('changes/unsupported-version', { message, source, span })];
    }
    return describeIssue(source, document, [], issue, () => frameKeys);
  });
}

function readClock(
  source: SourceText,
  document: ParsedYaml,
  value: JsonObject,
  faults: Diagnostic[],
): number | undefined {
  const text = Object.hasOwn(value, 'clock') ? value['clock'] : undefined;
  if (typeof text !== 'string') return undefined;
  const clock = parseInstant(text);
  if (clock === undefined) {
    const message = `The clock must be an instant such as 2026-12-01T00:00:00Z, found "${text}".`;
    faults.push(createDiagnostic('changes/invalid-instant', { message, source, span: document.spanAt(['clock']) }));
  }
  return clock;
}
