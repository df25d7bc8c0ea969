import { err, isJsonObject, ok, parseDuration, type Result, type SourceText } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import { type ChangeableType, changeableTypes } from '../../model/index.ts';
import { collectSpans, type ParsedYaml, type ValuePath } from '../yaml/index.ts';
import {
  advanceStepSchema,
  createStepSchema,
  membersStepSchema,
  selectingStepSchema,
  type StepKind,
  stepKinds,
  type StepSelector,
} from './change-set-schema.ts';
import { describeValue, valueAt } from './describe-issue.ts';
import { readAssignLicense, readReprocess, readRestore, readSeats } from './read-licensing-step.ts';
import { checkStep, readBags, type StepContext, type StepResult, textOf } from './step-context.ts';

/** Reads the step of a change set that stands at `path`; returns all its faults. */
export function readStep(source: SourceText, document: ParsedYaml, path: ValuePath): StepResult {
  const step = valueAt(document.value, path) ?? null;
  const span = document.spanAt(path);
  if (!isJsonObject(step)) {
    const message = `A step must be a mapping, found ${describeValue(step)}.`;
    return err([createDiagnostic('changes/wrong-type', { message, source, span })]);
  }
  const context: StepContext = { source, document, path, step, span };
  const kinds = stepKinds.filter((kind) => Object.hasOwn(step, kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return err([unclearStep(context, kinds)]);
  switch (kind) {
    case 'update':
    case 'delete':
      return readSelecting(context, kind);
    case 'create':
      return readCreate(context);
    case 'addMembers':
    case 'removeMembers':
      return readMembers(context, kind);
    case 'assignLicense':
    case 'removeLicense':
      return readAssignLicense(context, kind);
    case 'seats':
      return readSeats(context);
    case 'reprocess':
      return readReprocess(context);
    case 'restore':
      return readRestore(context);
    case 'advance':
      return readAdvance(context);
  }
}

function readSelecting(context: StepContext, kind: 'update' | 'delete'): StepResult {
  const type = readType(context, kind);
  if (!type.ok) return type;
  const selectors = (['match', 'where'] as const).filter((name) => Object.hasOwn(context.step, name));
  const [selector = 'match'] = selectors;
  const checked = checkStep(context, selectingStepSchema(kind, type.value, selector), type.value, selectors.slice(1));
  const faults = [...checked, ...checkSelector(context, kind, selectors)];
  if (faults.length > 0) return err(faults);
  const { step, span } = context;
  const bags = readBags(context, type.value, kind === 'update' ? ['match', 'set'] : ['match']);
  if (!bags.ok) return bags;
  const { match, set = {} } = bags.value.properties;
  const base = { type: type.value, span, spans: bags.value.spans };
  const selection = selector === 'match' ? { match: match ?? {} } : { where: textOf(step['where']) };
  return ok(kind === 'update' ? { kind, ...base, ...selection, set } : { kind, ...base, ...selection });
}

function checkSelector(context: StepContext, kind: string, selectors: readonly StepSelector[]): readonly Diagnostic[] {
  const { source, document, path, step } = context;
  if (selectors.length === 1) {
    const match = step['match'];
    const isEmpty = selectors[0] === 'match' && isJsonObject(match) && Object.keys(match).length === 0;
    if (!isEmpty) return [];
    const message = 'match must name at least one property.';
    return [createDiagnostic('changes/match-or-where', { message, source, span: document.spanAt([...path, 'match']) })];
  }
  const found = selectors.length === 0 ? 'neither' : 'both';
  const message = `"${kind}" needs exactly one of match and where, found ${found}.`;
  return [
    createDiagnostic('changes/match-or-where', {
      message,
      source,
      span: document.keySpanAt([...path, selectors[1] ?? kind]),
    }),
  ];
}

function readCreate(context: StepContext): StepResult {
  const type = readType(context, 'create');
  if (!type.ok) return type;
  const faults = checkStep(context, createStepSchema(type.value), type.value);
  if (faults.length > 0) return err(faults);
  const bags = readBags(context, type.value, ['with']);
  if (!bags.ok) return bags;
  const properties = bags.value.properties['with'] ?? {};
  return ok({ kind: 'create', type: type.value, with: properties, span: context.span, spans: bags.value.spans });
}

function readMembers(context: StepContext, kind: 'addMembers' | 'removeMembers'): StepResult {
  const { step, source, document, path, span } = context;
  const content = step[kind];
  const holders = (['group', 'administrativeUnit'] as const).filter(
    (name) => isJsonObject(content) && Object.hasOwn(content, name),
  );
  const [holderType = 'group'] = holders;
  const faults = [...checkStep(context, membersStepSchema(kind, holderType), undefined, holders.slice(1), kind)];
  if (holders.length > 1) {
    const message = `"${kind}" needs exactly one of group and administrativeUnit, found both.`;
    const at = document.keySpanAt([...path, kind, 'administrativeUnit']);
    faults.push(createDiagnostic('changes/unknown-key', { message, source, span: at }));
  }
  if (faults.length > 0 || !isJsonObject(content)) return err(faults);
  const members = (content['members'] as readonly string[]).map(String);
  const spans = collectSpans(document, [...path, kind], content);
  return ok({ kind, holderType, holder: textOf(content[holderType]), members, span, spans });
}

function readAdvance(context: StepContext): StepResult {
  const { step, source, document, path, span } = context;
  const faults = checkStep(context, advanceStepSchema);
  if (faults.length > 0) return err(faults);
  const text = textOf(step['advance']);
  const duration = parseDuration(text);
  if (duration !== undefined) {
    const spans = collectSpans(document, path, step);
    return ok({ kind: 'advance', duration: text, milliseconds: duration.milliseconds, span, spans });
  }
  const message = `advance must be an ISO 8601 duration such as P7D, found "${text}".`;
  return err([
    createDiagnostic('changes/invalid-duration', { message, source, span: document.spanAt([...path, 'advance']) }),
  ]);
}

function readType(
  context: StepContext,
  kind: 'update' | 'create' | 'delete',
): Result<ChangeableType, readonly Diagnostic[]> {
  const { step, source, document, path } = context;
  const wanted = step[kind] ?? null;
  const type = changeableTypes.find((name) => name === wanted);
  if (type !== undefined) return ok(type);
  const hint = typeof wanted === 'string' ? didYouMean(wanted, changeableTypes) : undefined;
  const message = `"${kind}" must be one of ${changeableTypes.join(', ')}, found ${describeValue(wanted)}.`;
  const details = { message, source, span: document.spanAt([...path, kind]), ...(hint === undefined ? {} : { hint }) };
  return err([createDiagnostic('changes/wrong-type', details)]);
}

function unclearStep(context: StepContext, kinds: readonly StepKind[]): Diagnostic {
  const { source, document, path, step, span } = context;
  const [first, second] = kinds;
  if (first !== undefined && second !== undefined) {
    const message = `A step does one thing, found both ${first} and ${second}.`;
    return createDiagnostic('changes/unknown-step', { message, source, span: document.keySpanAt([...path, second]) });
  }
  const [key] = Object.keys(step);
  const hint = key === undefined ? undefined : didYouMean(key, stepKinds);
  const message = `A step must have one of the keys ${stepKinds.join(', ')}${key === undefined ? '' : `, found "${key}"`}.`;
  const at = key === undefined ? span : document.keySpanAt([...path, key]);
  return createDiagnostic('changes/unknown-step', {
    message,
    source,
    span: at,
    ...(hint === undefined ? {} : { hint }),
  });
}
