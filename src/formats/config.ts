import {
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  parseInstant,
  type Result,
  type SourceText,
} from '../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../diagnostics/index.ts';
import {
  type SemanticsOption,
  type SemanticsOptionName,
  semanticsOptionNames,
  semanticsOptions,
} from '../model/index.ts';
import { type ParsedYaml, parseYaml, type ValuePath } from './yaml/index.ts';

/** Names under which a config file is looked for, in this order. */
export const configFileNames = ['tenantlab.config.yaml', 'tenantlab.config.yml', 'tenantlab.config.json'] as const;

/** What a config file says; everything is optional. */
export interface Config {
  /** As written: relative to the file. */
  readonly tenant?: string;
  /** Epoch milliseconds. */
  readonly clock?: number;
  readonly semantics: Readonly<Partial<Record<SemanticsOptionName, string>>>;
  /** Guardrails by name, not yet read. */
  readonly guardrails: JsonObject;
  readonly forbidUndecided: boolean;
  readonly licenses: {
    /** Files that extend the license catalogue, in order. As written: relative to the file. */
    readonly catalogue: readonly string[];
  };
  readonly test: TestConfig;
  /** `KIND` or `KIND=FILE`, as `--report` takes them. As written: relative to the file. */
  readonly reports: readonly string[];
}

/** What the config says about `tenantlab test`. */
export interface TestConfig {
  /** Whether a run without a case that ran fails. Default: it does. */
  readonly failOnEmpty: boolean;
  /** What cases that cannot be decided do: exit code 5 (`report`, the default), a failure, or nothing. */
  readonly undecided: 'report' | 'fail' | 'allow';
  /** Least coverage in percent, 0 to 100. */
  readonly coverage: Readonly<Partial<Record<(typeof coverageKeys)[number], number>>>;
}

const testKeys = ['coverage', 'failOnEmpty', 'undecided'];
const coverageKeys = ['leaves', 'groups', 'licenses'] as const;
const undecidedWords = ['report', 'fail', 'allow'] as const;

/** What holds where the config says nothing. */
export const defaultTestConfig: TestConfig = { failOnEmpty: true, undecided: 'report', coverage: {} };

const keys = [
  '$schema',
  'tenant',
  'clock',
  'semantics',
  'guardrails',
  'forbidUndecided',
  'licenses',
  'test',
  'reports',
];
const licenseKeys = ['catalogue'];

/** Reads a config file (YAML or JSON). Every fault is reported, with its place. */
export function readConfig(source: SourceText): Result<Config, readonly Diagnostic[]> {
  const parsed = parseYaml(source, {
    syntax: 'config/syntax',
    duplicateKey: 'config/syntax',
    tooComplex: 'config/syntax',
  });
  if (!parsed.ok) return parsed;
  const value = parsed.value.value ?? {};
  const faults: Diagnostic[] = [];
  const reader: Reader = { source, parsed: parsed.value, faults };
  if (!isJsonObject(value)) {
    faults.push(fault(reader, [], 'Expected a mapping with keys such as tenant and guardrails.'));
    return err(faults);
  }
  for (const key of Object.keys(value)) if (!keys.includes(key)) faults.push(unknownKey(reader, [key], keys));
  const config = {
    ...optional('tenant', readText(reader, value)),
    ...optional('clock', readClock(reader, value)),
    semantics: readSemantics(reader, value['semantics'] ?? {}),
    guardrails: readTable(reader, value, 'guardrails'),
    forbidUndecided: readFlag(reader, value, ['forbidUndecided'], false),
    licenses: readLicenses(reader, value),
    test: readTest(reader, readTable(reader, value, 'test')),
    reports: readReportList(reader, value),
  };
  return faults.length > 0 ? err(faults) : ok(config);
}

interface Reader {
  readonly source: SourceText;
  readonly parsed: ParsedYaml;
  readonly faults: Diagnostic[];
}

function readText(reader: Reader, config: JsonObject): string | undefined {
  const value = config['tenant'];
  if (value === undefined || typeof value === 'string') return value;
  reader.faults.push(fault(reader, ['tenant'], 'Expected the path of a tenant.'));
  return undefined;
}

function readClock(reader: Reader, config: JsonObject): number | undefined {
  const value = config['clock'];
  if (value === undefined) return undefined;
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant === undefined)
    reader.faults.push(fault(reader, ['clock'], 'Expected an instant such as 2026-12-01T00:00:00Z.'));
  return instant;
}

function readFlag(reader: Reader, table: JsonObject, path: ValuePath, otherwise: boolean): boolean {
  const value = table[String(path.at(-1))] ?? otherwise;
  if (typeof value === 'boolean') return value;
  reader.faults.push(fault(reader, path, 'Expected true or false.'));
  return otherwise;
}

function readTest(reader: Reader, table: JsonObject): TestConfig {
  for (const key of Object.keys(table))
    if (!testKeys.includes(key)) reader.faults.push(unknownKey(reader, ['test', key], testKeys));
  const given = table['undecided'] ?? defaultTestConfig.undecided;
  const undecided = undecidedWords.find((word) => word === given);
  if (undecided === undefined)
    reader.faults.push(fault(reader, ['test', 'undecided'], `Expected ${undecidedWords.join(', ')}.`));
  return {
    failOnEmpty: readFlag(reader, table, ['test', 'failOnEmpty'], defaultTestConfig.failOnEmpty),
    undecided: undecided ?? defaultTestConfig.undecided,
    coverage: readCoverage(reader, table['coverage'] ?? {}),
  };
}

function readCoverage(reader: Reader, table: JsonValue): TestConfig['coverage'] {
  if (!isJsonObject(table)) {
    reader.faults.push(fault(reader, ['test', 'coverage'], 'Expected a table of names and percentages.'));
    return {};
  }
  const least: Partial<Record<(typeof coverageKeys)[number], number>> = {};
  for (const [name, value] of Object.entries(table)) {
    const key = coverageKeys.find((known) => known === name);
    if (key === undefined) reader.faults.push(unknownKey(reader, ['test', 'coverage', name], coverageKeys));
    else if (typeof value === 'number' && value >= 0 && value <= 100) least[key] = value;
    else reader.faults.push(fault(reader, ['test', 'coverage', name], 'Expected a percentage from 0 to 100.'));
  }
  return least;
}

/** Reports as `--report` takes them (`junit=out.xml`), or as a mapping (`{ junit: out.xml }`). */
function readReportList(reader: Reader, config: JsonObject): readonly string[] {
  const list = config['reports'] ?? [];
  const expected = 'Expected a list of reports such as text or { junit: out/junit.xml }.';
  if (!Array.isArray(list)) {
    reader.faults.push(fault(reader, ['reports'], expected));
    return [];
  }
  return (list as readonly JsonValue[]).flatMap((entry, index) => {
    if (typeof entry === 'string') return [entry];
    const pairs = isJsonObject(entry) ? Object.entries(entry) : [];
    const texts = pairs.flatMap(([kind, file]) => (typeof file === 'string' ? [`${kind}=${file}`] : []));
    if (texts.length > 0 && texts.length === pairs.length) return texts;
    reader.faults.push(fault(reader, ['reports', index], expected));
    return [];
  });
}

function readTable(reader: Reader, config: JsonObject, key: string): JsonObject {
  const value = config[key] ?? {};
  if (isJsonObject(value)) return value;
  reader.faults.push(fault(reader, [key], 'Expected a table of names and values.'));
  return {};
}

function readLicenses(reader: Reader, config: JsonObject): Config['licenses'] {
  const table = readTable(reader, config, 'licenses');
  for (const key of Object.keys(table)) {
    if (!licenseKeys.includes(key)) reader.faults.push(unknownKey(reader, ['licenses', key], licenseKeys));
  }
  const files = Object.hasOwn(table, 'catalogue') ? (table['catalogue'] ?? []) : [];
  if (isTextList(files)) return { catalogue: files };
  reader.faults.push(fault(reader, ['licenses', 'catalogue'], 'Expected a list of files.'));
  return { catalogue: [] };
}

function isTextList(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && (value as readonly JsonValue[]).every((entry) => typeof entry === 'string');
}

function readSemantics(reader: Reader, value: JsonValue): Config['semantics'] {
  if (!isJsonObject(value)) {
    reader.faults.push(fault(reader, ['semantics'], 'Expected a table of names and values.'));
    return {};
  }
  const chosen: Partial<Record<SemanticsOptionName, string>> = {};
  for (const [name, reading] of Object.entries(value)) {
    if (!isOptionName(name)) {
      reader.faults.push(unknownKey(reader, ['semantics', name], semanticsOptionNames));
      continue;
    }
    const option: SemanticsOption = semanticsOptions[name];
    const text = typeof reading === 'string' || typeof reading === 'number' ? String(reading) : '';
    if (Object.hasOwn(option.readings, text)) chosen[name] = text;
    else
      reader.faults.push(fault(reader, ['semantics', name], `Expected ${Object.keys(option.readings).join(' or ')}.`));
  }
  return chosen;
}

function isOptionName(name: string): name is SemanticsOptionName {
  return Object.hasOwn(semanticsOptions, name);
}

function fault({ source, parsed }: Reader, path: ValuePath, message: string): Diagnostic {
  return createDiagnostic('config/wrong-value', { message, source, span: parsed.spanAt(path) });
}

function unknownKey({ source, parsed }: Reader, path: ValuePath, known: readonly string[]): Diagnostic {
  const key = String(path[path.length - 1]);
  const hint = didYouMean(key, known) ?? `The keys are ${known.join(', ')}.`;
  return createDiagnostic('config/unknown-key', {
    message: `There is no "${key}" here.`,
    source,
    span: parsed.keySpanAt(path),
    hint,
  });
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
