import {
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import { propertyScopes, type WrittenProperty } from '../../harness/index.ts';
import {
  type ChangeStep,
  type Semantics,
  type SemanticsOption,
  semanticsOptions,
  type Tenant,
} from '../../model/index.ts';
import { describeIssue, describeValue } from '../change-set/describe-issue.ts';
import { readStep } from '../change-set/index.ts';
import { readInlineTenant } from '../folder/index.ts';
import { type ParsedYaml, parseYaml } from '../yaml/index.ts';
import { claimKeys, keysOfProperty, propertyFileFrameSchema, propertySchema } from './property-file-schema.ts';

/** A file of properties. What it names is not looked up yet. */
export interface PropertyFile {
  readonly source: SourceText;
  readonly name?: string;
  /** The tenant as a path from the file, or the tenant itself: then the file is a reproduction that is played as it stands. */
  readonly tenant?:
    | { readonly path: string; readonly span: { readonly start: number; readonly end: number } }
    | { readonly inline: Tenant };
  readonly changes?: readonly ChangeStep[];
  readonly semantics: Partial<Semantics>;
  readonly properties: readonly WrittenProperty[];
}

const codes = {
  syntax: 'property/syntax',
  duplicateKey: 'property/duplicate-key',
  tooComplex: 'property/too-complex',
  unknownKey: 'property/unknown-key',
  missingKey: 'property/missing-key',
  wrongType: 'property/wrong-type',
} as const;

/**
 * Reads a file of properties from YAML or JSON. All faults are returned at once, in the order of the file, each with its place.
 * Whether groups, licenses, attributes and rules are known is seen when the properties are resolved. Never throws for bad text.
 */
export function readPropertyFile(source: SourceText): Result<PropertyFile, readonly Diagnostic[]> {
  const parsed = parseYaml(source, codes);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const { value } = document;
  if (!isJsonObject(value)) {
    const message = `A file of properties is a mapping with version and properties, found ${describeValue(value)}.`;
    return err([createDiagnostic(codes.wrongType, { message, source, span: document.spanAt([]) })]);
  }
  const faults: Diagnostic[] = [...checkFrame(source, document, value)];
  const properties = readProperties(source, document, value, faults);
  const tenant = readTenant(source, document, value, faults);
  const changes = readChanges(source, document, value, faults);
  const semantics = readSemantics(source, document, value, faults);
  if (changes !== undefined && !isJsonObject(Object.hasOwn(value, 'tenant') ? (value['tenant'] ?? null) : null)) {
    const message = 'changes are played on the tenant of the file itself, which is missing.';
    faults.push(createDiagnostic(codes.missingKey, { message, source, span: document.keySpanAt(['changes']) }));
  }
  if (faults.length > 0) return err(faults.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)));
  const name = value['name'];
  return ok({
    source,
    ...(typeof name === 'string' ? { name } : {}),
    ...(tenant === undefined ? {} : { tenant }),
    ...(changes === undefined ? {} : { changes }),
    semantics,
    properties,
  });
}

function checkFrame(source: SourceText, document: ParsedYaml, value: JsonObject): readonly Diagnostic[] {
  const checked = propertyFileFrameSchema.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) => {
    if (issue.path[0] === 'version' && Object.hasOwn(value, 'version')) {
      const message = `This program reads version 1 of files of properties, found ${JSON.stringify(value['version'])}.`;
      return [
        createDiagnostic('property/unsupported-version', { message, source, span: document.spanAt(['version']) }),
      ];
    }
    return describeIssue(source, document, [], issue, () => Object.keys(propertyFileFrameSchema.shape), codes);
  });
}

function readProperties(
  source: SourceText,
  document: ParsedYaml,
  value: JsonObject,
  faults: Diagnostic[],
): readonly WrittenProperty[] {
  const list = Object.hasOwn(value, 'properties') ? value['properties'] : undefined;
  if (!Array.isArray(list)) return [];
  const found: WrittenProperty[] = [];
  const seen = new Set<string>();
  (list as readonly JsonValue[]).forEach((entry, index) => {
    const read = readProperty(source, document, entry, index);
    if (!read.ok) {
      faults.push(...read.error);
      return;
    }
    const { name } = read.value;
    if (seen.has(name)) {
      const message = `There is already a property "${name}" in this file.`;
      faults.push(
        createDiagnostic('property/duplicate-name', {
          message,
          source,
          span: document.spanAt(['properties', index, 'name']),
        }),
      );
    }
    seen.add(name);
    found.push(read.value);
  });
  return found;
}

function readProperty(
  source: SourceText,
  document: ParsedYaml,
  entry: JsonValue,
  index: number,
): Result<WrittenProperty, readonly Diagnostic[]> {
  const path = ['properties', index];
  if (!isJsonObject(entry)) {
    const message = `A property is a mapping with name and a claim, found ${describeValue(entry)}.`;
    return err([createDiagnostic(codes.wrongType, { message, source, span: document.spanAt(path) })]);
  }
  const checked = propertySchema.safeParse(entry);
  const faults = checked.success
    ? []
    : checked.error.issues.flatMap((issue) => describeIssue(source, document, path, issue, keysOfProperty, codes));
  const kinds = Object.keys(entry).filter((key) => claimKeys.includes(key));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const message = `A property makes exactly one claim, found ${kinds.length === 0 ? 'none' : kinds.join(' and ')}.`;
    const hint = `The claims are ${claimKeys.join(', ')}.`;
    const span = kinds[1] === undefined ? document.spanAt(path) : document.keySpanAt([...path, kinds[1]]);
    faults.push(createDiagnostic('property/exactly-one', { message, source, span, hint }));
  }
  if (faults.length > 0 || !checked.success || kind === undefined) return err(faults);
  const { name, tags = [], skip, over } = checked.data;
  const scopes = propertyScopes.filter((scope) => over?.includes(scope) === true);
  return ok({
    name,
    tags,
    ...(skip === undefined ? {} : { skip }),
    ...(scopes.length === 0 ? {} : { scopes }),
    kind,
    value: entry[kind] ?? null,
    source,
    span: document.spanAt([...path, 'name']),
    spanAt: (inner) => document.spanAt([...path, kind, ...inner]),
  });
}

function readTenant(
  source: SourceText,
  document: ParsedYaml,
  value: JsonObject,
  faults: Diagnostic[],
): PropertyFile['tenant'] {
  const tenant = Object.hasOwn(value, 'tenant') ? value['tenant'] : undefined;
  if (tenant === undefined) return undefined;
  if (typeof tenant === 'string' && tenant !== '') return { path: tenant, span: document.spanAt(['tenant']) };
  if (isJsonObject(tenant)) {
    const inline = readInlineTenant(source, document, ['tenant']);
    if (inline.ok) return { inline: inline.value };
    faults.push(...inline.error);
    return undefined;
  }
  const message = `"tenant" must be a path or a mapping, found ${describeValue(tenant)}.`;
  faults.push(createDiagnostic(codes.wrongType, { message, source, span: document.spanAt(['tenant']) }));
  return undefined;
}

function readChanges(
  source: SourceText,
  document: ParsedYaml,
  value: JsonObject,
  faults: Diagnostic[],
): readonly ChangeStep[] | undefined {
  const list = Object.hasOwn(value, 'changes') ? value['changes'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const steps: ChangeStep[] = [];
  for (let index = 0; index < list.length; index++) {
    const step = readStep(source, document, ['changes', index]);
    if (step.ok) steps.push(step.value);
    else faults.push(...step.error);
  }
  return steps;
}

function readSemantics(
  source: SourceText,
  document: ParsedYaml,
  value: JsonObject,
  faults: Diagnostic[],
): Partial<Semantics> {
  const table = Object.hasOwn(value, 'semantics') ? value['semantics'] : undefined;
  if (!isJsonObject(table)) return {};
  const options: Readonly<Record<string, SemanticsOption>> = semanticsOptions;
  const chosen: Record<string, string> = {};
  for (const [name, reading] of Object.entries(table)) {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option !== undefined && typeof reading === 'string' && Object.hasOwn(option.readings, reading)) {
      chosen[name] = reading;
      continue;
    }
    const span = document.spanAt(['semantics', name]);
    const message =
      option === undefined
        ? `There is no semantics option "${name}".`
        : `The semantics option ${name} takes ${Object.keys(option.readings).join(' or ')}.`;
    const hint = option === undefined ? didYouMean(name, Object.keys(options)) : undefined;
    faults.push(createDiagnostic(codes.wrongType, { message, source, span, ...(hint === undefined ? {} : { hint }) }));
  }
  return chosen;
}
