/** The part of JSON Schema that describes plans. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A property that may be absent. */
interface OptionalSchema {
  readonly optional: Schema;
}

export const text: Schema = { type: 'string' };
export const boolean: Schema = { type: 'boolean' };
/** A whole number of at least 0. */
export const count: Schema = { type: 'integer', minimum: 0 };

/** Any number. */
export const number: Schema = { type: 'number' };

/** A property that may be absent. */
export function optional(schema: Schema): OptionalSchema {
  return { optional: schema };
}

/** The same, or null. */
export function nullable(schema: Schema): Schema {
  return typeof schema.type === 'string'
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

/** One text of a closed list. */
export function oneOf(...values: readonly string[]): Schema {
  return { type: 'string', enum: values };
}

/** Exactly one text. */
export function constant(value: string): Schema {
  return { type: 'string', const: value };
}

/** A list of one kind of thing. */
export function array(items: Schema): Schema {
  return { type: 'array', items };
}

/** An object with at least the given properties. */
export function object(properties: Readonly<Record<string, Schema | OptionalSchema>>): Schema {
  const entries = Object.entries(properties).map(([name, schema]) =>
    'optional' in schema ? { name, schema: schema.optional, isRequired: false } : { name, schema, isRequired: true },
  );
  return {
    type: 'object',
    required: entries.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
  };
}

/** One of several forms, told apart by their `kind`. */
export function anyOf(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

/** Points to a definition of the same document. */
export function reference(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}
