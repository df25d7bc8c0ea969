import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result, type Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import {
  purchaseKinds,
  type SeatsChange,
  subscriptionActions,
  type WantedLicense,
  type WantedProperties,
} from '../../model/index.ts';
import {
  assignForms,
  assignLicenseSchema,
  licenseTargets,
  removeForms,
  removeLicenseSchema,
  reprocessSchema,
  restoreSchema,
  seatForms,
  seatsSchema,
} from './licensing-step-schemas.ts';
import { collectSpans } from '../yaml/index.ts';
import { checkStep, readBags, type StepContext, type StepResult, textOf } from './step-context.ts';

type LicensingKind = 'assignLicense' | 'removeLicense' | 'seats' | 'reprocess' | 'restore';

/** Reads a step that assigns or removes licenses; a list and the short form for one SKU give the same. */
export function readAssignLicense(context: StepContext, kind: 'assignLicense' | 'removeLicense'): StepResult {
  const target = chooseKey(context, kind, licenseTargets);
  const content = contentOf(context, kind);
  const isAssigning = kind === 'assignLicense';
  const forms = isAssigning
    ? // A removal may stand beside either form of what is added.
      chooseKey(context, kind, assignForms, (keys) => (keys.length > 1 ? keys.filter((key) => key !== 'remove') : keys))
    : chooseKey(context, kind, removeForms);
  const schema =
    kind === 'assignLicense'
      ? assignLicenseSchema(target.key, forms.key as (typeof assignForms)[number])
      : removeLicenseSchema(target.key, forms.key as (typeof removeForms)[number]);
  const faults = check(context, kind, schema, [target, forms]);
  if (faults.length > 0) return err(faults);
  const read = readTarget(context, kind);
  if (!read.ok) return read;
  const spans = new Map(read.value.spans);
  const add = isAssigning ? readAdded(content, spans) : [];
  const remove = isAssigning ? textsOf(content['remove']) : readRemoved(content, spans);
  return ok({ kind, ...read.value.target, add, remove, span: context.span, spans });
}

/** Reads a step that changes what was bought. */
export function readSeats(context: StepContext): StepResult {
  const form = chooseKey(context, 'seats', seatForms);
  const faults = check(context, 'seats', seatsSchema(form.key), [form]);
  if (faults.length > 0) return err(faults);
  const content = contentOf(context, 'seats');
  const { key } = form;
  const action = subscriptionActions.find((name) => name === content['action']);
  const count = content[key];
  const change: SeatsChange =
    key === 'action' ? { kind: action ?? 'renew' } : { kind: key, seats: typeof count === 'number' ? count : 0 };
  const purchasedAs = purchaseKinds.find((name) => name === content['purchasedAs']);
  const { subscription } = content;
  return ok({
    kind: 'seats',
    sku: textOf(content['sku']),
    ...(subscription === undefined ? {} : { subscription: textOf(subscription) }),
    change,
    ...(purchasedAs === undefined ? {} : { purchasedAs }),
    span: context.span,
    spans: collectSpans(context.document, [...context.path, 'seats'], content),
  });
}

/** Reads a step that processes licenses again. */
export function readReprocess(context: StepContext): StepResult {
  const target = chooseKey(context, 'reprocess', licenseTargets);
  const faults = check(context, 'reprocess', reprocessSchema(target.key), [target]);
  if (faults.length > 0) return err(faults);
  const read = readTarget(context, 'reprocess');
  if (!read.ok) return read;
  return ok({ kind: 'reprocess', ...read.value.target, span: context.span, spans: read.value.spans });
}

/** Reads a step that brings a deleted user back. */
export function readRestore(context: StepContext): StepResult {
  const faults = check(context, 'restore', restoreSchema, []);
  if (faults.length > 0) return err(faults);
  const content = contentOf(context, 'restore');
  const spans = collectSpans(context.document, [...context.path, 'restore'], content);
  return ok({ kind: 'restore', user: textOf(content['user']), span: context.span, spans });
}

/** One of several keys of which exactly one must be there: the one found, others that are too many, and the fault. */
interface ChosenKey<Key extends string> {
  readonly key: Key;
  readonly others: readonly Key[];
  readonly fault: Diagnostic | undefined;
}

function chooseKey<Key extends string>(
  context: StepContext,
  kind: LicensingKind,
  keys: readonly [Key, ...Key[]],
  without: (found: readonly Key[]) => readonly Key[] = (found) => found,
): ChosenKey<Key> {
  const { source, document, path, step } = context;
  const content = step[kind] ?? null;
  const found = without(isJsonObject(content) ? keys.filter((key) => Object.hasOwn(content, key)) : []);
  const [first = keys[0], ...others] = found;
  if (found.length === 1 || !isJsonObject(content)) return { key: first, others, fault: undefined };
  const what = found.length === 0 ? 'none' : found.join(' and ');
  const message = `"${kind}" needs ${needed(kind, keys, found.length === 0)}, found ${what}.`;
  const span = document.keySpanAt(others[0] === undefined ? [...path, kind] : [...path, kind, others[0]]);
  return { key: first, others, fault: createDiagnostic('changes/exactly-one', { message, source, span }) };
}

/** What a step needs, in words. A removal may stand alone or beside what is added. */
function needed(kind: LicensingKind, keys: readonly string[], isNone: boolean): string {
  if (kind === 'assignLicense' && keys.includes('remove'))
    return isNone ? 'sku, add or remove' : 'one of sku and add, beside which remove may stand';
  return `exactly one of ${keys.slice(0, -1).join(', ')} and ${keys.at(-1) ?? ''}`;
}

/** Checks a step with the schema of the keys that were chosen; what a missing or second key causes is reported once. */
function check(
  context: StepContext,
  kind: LicensingKind,
  schema: Parameters<typeof checkStep>[1],
  chosen: readonly ChosenKey<string>[],
): readonly Diagnostic[] {
  const ignored = chosen.flatMap(({ others }) => others);
  const missing = chosen.filter(({ fault, others }) => fault !== undefined && others.length === 0);
  const found = checkStep(context, schema, 'user', ignored, kind).filter(
    ({ code, message }) =>
      code !== 'changes/missing-key' || !missing.some(({ key }) => message === `The key "${key}" is missing.`),
  );
  const match = contentOf(context, kind)['match'];
  const { source, document, path } = context;
  const isEmptyMatch = kind !== 'seats' && kind !== 'restore' && isJsonObject(match) && Object.keys(match).length === 0;
  const span = document.spanAt([...path, kind, 'match']);
  const message = 'match must name at least one property.';
  return [
    ...found,
    ...chosen.flatMap(({ fault }) => (fault === undefined ? [] : [fault])),
    ...(isEmptyMatch ? [createDiagnostic('changes/match-or-where', { message, source, span })] : []),
  ];
}

interface Target {
  readonly user?: string;
  readonly match?: WantedProperties;
  readonly where?: string;
  readonly group?: string;
}

function readTarget(
  context: StepContext,
  kind: LicensingKind,
): Result<{ readonly target: Target; readonly spans: ReadonlyMap<string, Span> }, readonly Diagnostic[]> {
  const bags = readBags(context, 'user', ['match'], kind);
  if (!bags.ok) return bags;
  const { match } = bags.value.properties;
  const texts = Object.entries(contentOf(context, kind)).filter(([key]) => ['user', 'where', 'group'].includes(key));
  const target = { ...Object.fromEntries(texts), ...(match === undefined ? {} : { match }) } as Target;
  return ok({ target, spans: bags.value.spans });
}

/** The licenses to add; places are found under `add.0.sku` however they were written. */
function readAdded(content: JsonObject, spans: Map<string, Span>): readonly WantedLicense[] {
  const single = content['sku'];
  if (single !== undefined) {
    copySpan(spans, 'sku', 'add.0.sku');
    const disabledPlans = textsOf(content['disabledPlans']);
    disabledPlans.forEach((_, index) => copySpan(spans, `disabledPlans.${index}`, `add.0.disabledPlans.${index}`));
    return [{ sku: textOf(single), disabledPlans }];
  }
  return listOf(content['add']).map((entry, index) => {
    if (isJsonObject(entry)) return { sku: textOf(entry['sku']), disabledPlans: textsOf(entry['disabledPlans']) };
    copySpan(spans, `add.${index}`, `add.${index}.sku`);
    return { sku: textOf(entry), disabledPlans: [] };
  });
}

function readRemoved(content: JsonObject, spans: Map<string, Span>): readonly string[] {
  const single = content['sku'];
  if (single !== undefined) {
    copySpan(spans, 'sku', 'remove.0');
    return [textOf(single)];
  }
  const skus = textsOf(content['skus']);
  skus.forEach((_, index) => copySpan(spans, `skus.${index}`, `remove.${index}`));
  return skus;
}

function copySpan(spans: Map<string, Span>, from: string, to: string): void {
  const span = spans.get(from);
  if (span !== undefined) spans.set(to, span);
}

/** The mapping of a step; empty when it is none, which the schema reports. */
function contentOf({ step }: StepContext, kind: LicensingKind): JsonObject {
  const content = step[kind] ?? null;
  return isJsonObject(content) ? content : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return listOf(value).map(textOf);
}
