import type { Schema } from './schema-words.ts';

/** Faults reported at most; the rest adds nothing. */
const mostFaults = 20;

/**
 * Holds a JSON value to a schema and returns the faults, each with the path to the value, at most twenty. Looks only at
 * properties that the schema names and that the value itself has, so hostile keys are never touched. O(described values).
 */
export function schemaFaults(value: unknown, schema: Schema): readonly string[] {
  const faults: string[] = [];
  check(value, schema, '', { root: schema, faults });
  return faults;
}

interface Checking {
  readonly root: Schema;
  readonly faults: string[];
}

function check(value: unknown, given: Schema, path: string, checking: Checking): void {
  if (checking.faults.length >= mostFaults) return;
  const schema = resolve(given, checking.root);
  if (schema.anyOf !== undefined) {
    checkForms(value, schema.anyOf, path, checking);
    return;
  }
  const problem = problemOf(value, schema);
  if (problem !== undefined) {
    checking.faults.push(`${path === '' ? 'the document' : path} ${problem}`);
    return;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined) value.forEach((item, index) => check(item, items, `${path}[${index}]`, checking));
    return;
  }
  if (isRecord(value)) checkProperties(value, schema, path, checking);
}

function checkProperties(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: string,
  checking: Checking,
): void {
  const prefix = path === '' ? '' : `${path}.`;
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) checking.faults.push(`${prefix}${name} is missing`);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (Object.hasOwn(value, name)) check(value[name], property, `${prefix}${name}`, checking);
  }
}

/** Null or one thing, or objects told apart by `kind`. */
function checkForms(value: unknown, given: readonly Schema[], path: string, checking: Checking): void {
  const forms = given.filter(({ type }) => type !== 'null');
  if (value === null && forms.length < given.length) return;
  const [only, other] = forms;
  if (only !== undefined && other === undefined) {
    check(value, only, path, checking);
    return;
  }
  const kind = isRecord(value) && Object.hasOwn(value, 'kind') ? value['kind'] : undefined;
  const form = forms.find(({ properties }) => {
    const expected = properties?.['kind'];
    return typeof kind === 'string' && (expected?.const === kind || expected?.enum?.includes(kind) === true);
  });
  if (form === undefined) checking.faults.push(`${path}.kind is not one that is known`);
  else check(value, form, path, checking);
}

function problemOf(
  value: unknown,
  { type, const: constant, enum: values, pattern, minimum }: Schema,
): string | undefined {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  if (types.length > 0 && !types.some((name) => hasType(value, name))) return `is not ${types.join(' or ')}`;
  if (typeof value === 'string') {
    if (constant !== undefined && value !== constant) return `is not "${constant}"`;
    if (values !== undefined && !values.includes(value)) return `is not one of ${values.join(', ')}`;
    if (pattern !== undefined && !new RegExp(pattern).test(value)) return 'has the wrong form';
  }
  return typeof value === 'number' && minimum !== undefined && value < minimum ? `is less than ${minimum}` : undefined;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolve(schema: Schema, root: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : (root.definitions?.[schema.$ref.slice('#/definitions/'.length)] ?? schema);
}
