import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import type { JsonValue } from '../../src/base/index.ts';
import {
  findProperty,
  type MaybeKnown,
  objectAt,
  type Population,
  type PropertyDefinition,
} from '../../src/model/index.ts';

/**
 * What the exports leave out: with the rest, 1,000,000 people are about 1 GB of NDJSON and 400 MB of CSV, as exports of the
 * properties that rules use are.
 */
const notExported = new Set([
  'assignedPlans',
  'faxNumber',
  'givenName',
  'onPremisesDistinguishedName',
  'onPremisesSecurityIdentifier',
  'otherMails',
  'passwordPolicies',
  'postalCode',
  'preferredLanguage',
  'streetAddress',
  'surname',
  ...[11, 12, 13, 14, 15].map((number) => `extensionAttribute${number}`),
]);

/** Writes the people as one Graph object per line; returns the size in bytes. What is not known is left out. */
export function writeNdjson(population: Population, file: string): number {
  const definitions = new Map(population.columnNames().map((name) => [name, findProperty(population.type, name)]));
  return writeLines(
    file,
    (function* () {
      for (let row = 0; row < population.size; row++)
        yield JSON.stringify(graphShape(objectAt(population, row), definitions));
    })(),
  );
}

/** Writes the people as CSV with one column for each property; returns the size in bytes. Lists stand between semicolons. */
export function writeCsv(population: Population, file: string): number {
  const names = population.columnNames().filter((name) => !notExported.has(name));
  return writeLines(
    file,
    (function* () {
      yield ['id', ...names].join(',');
      for (let row = 0; row < population.size; row++) {
        yield [population.idAt(row), ...names.map((name) => cellOf(population.valueAt(row, name)))].join(',');
      }
    })(),
  );
}

function graphShape(
  object: Readonly<Record<string, JsonValue>>,
  definitions: ReadonlyMap<string, PropertyDefinition | undefined>,
): Readonly<Record<string, JsonValue>> {
  const shaped: { [name: string]: JsonValue } = {};
  for (const [name, value] of Object.entries(object)) {
    if (notExported.has(name)) continue;
    const path = definitions.get(name)?.graphPath;
    if (name === 'manager') shaped[name] = typeof value === 'string' ? { id: value } : null;
    else if (path === undefined) shaped[name] = value;
    else {
      const [holder = name, member = name] = path;
      const inner = (shaped[holder] ??= {}) as { [name: string]: JsonValue };
      inner[member] = value;
    }
  }
  return shaped;
}

function cellOf(value: MaybeKnown): string {
  if (value === null || value === undefined) return '';
  const text = Array.isArray(value) ? value.join(';') : typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeLines(file: string, lines: Iterable<string>): number {
  const descriptor = openSync(file, 'w');
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(descriptor, text);
    text = '';
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
  return statSync(file).size;
}
