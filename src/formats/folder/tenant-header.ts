import {
  err,
  formatInstant,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  parseInstant,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import { type ObjectType, objectTypes } from '../../model/index.ts';
import { parseYaml, type ValuePath } from '../yaml/index.ts';
import { type AbsentMeans, formatVersion } from './folder-layout.ts';

/** What `tenant.yaml` says. */
export interface TenantHeader {
  readonly clock: number;
  readonly absentMeans: Readonly<Record<ObjectType, AbsentMeans>>;
}

/** The codes that files of a tenant folder are read with. */
export const folderCodes = {
  syntax: 'tenant/syntax',
  duplicateKey: 'tenant/duplicate-key',
  tooComplex: 'tenant/too-complex',
} as const;

/** Reads `tenant.yaml`; returns all its faults. */
export function readTenantHeader(source: SourceText): Result<TenantHeader, readonly Diagnostic[]> {
  const parsed = parseYaml(source, folderCodes);
  if (!parsed.ok) return parsed;
  const { value } = parsed.value;
  if (!isJsonObject(value)) {
    const message = 'tenant.yaml must be a mapping with formatVersion and clock.';
    return err([createDiagnostic('tenant/wrong-type', { message, source, span: parsed.value.spanAt([]) })]);
  }
  const faults: Diagnostic[] = [];
  const fault = (code: DiagnosticCode, path: ValuePath, message: string, hint?: string): void => {
    const span = code === 'tenant/unknown-key' ? parsed.value.keySpanAt(path) : parsed.value.spanAt(path);
    faults.push(createDiagnostic(code, { message, source, span, ...(hint === undefined ? {} : { hint }) }));
  };
  const keys = ['formatVersion', 'clock', 'absentMeans'];
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      fault('tenant/unknown-key', [key], `The key "${key}" has no meaning here.`, didYouMean(key, keys));
  }
  for (const key of ['formatVersion', 'clock']) {
    if (!Object.hasOwn(value, key)) fault('tenant/missing-key', [], `The key "${key}" is missing.`);
  }
  if (Object.hasOwn(value, 'formatVersion') && value['formatVersion'] !== formatVersion) {
    const found = JSON.stringify(value['formatVersion']);
    fault(
      'tenant/unsupported-version',
      ['formatVersion'],
      `This program reads formatVersion ${formatVersion}, found ${found}.`,
    );
  }
  const clock = readClock(value, fault);
  const absentMeans = readAbsentMeans(value, fault);
  return faults.length > 0 || clock === undefined ? err(faults) : ok({ clock, absentMeans });
}

type Report = (code: DiagnosticCode, path: ValuePath, message: string, hint?: string) => void;

/** The clock of a tenant; faults are reported. */
export function readClock(value: JsonObject, fault: Report): number | undefined {
  if (!Object.hasOwn(value, 'clock')) return undefined;
  const text = value['clock'];
  const clock = typeof text === 'string' ? parseInstant(text) : undefined;
  if (clock === undefined) {
    fault('tenant/wrong-type', ['clock'], 'clock must be an instant such as 2026-11-23T00:00:00Z.');
  }
  return clock;
}

/** What absence means in the objects of a tenant; faults are reported. */
export function readAbsentMeans(value: JsonObject, fault: Report): Record<ObjectType, AbsentMeans> {
  const stated = Object.hasOwn(value, 'absentMeans') ? (value['absentMeans'] ?? null) : 'notKnown';
  const wrong = (path: ValuePath): AbsentMeans => {
    fault('tenant/wrong-type', path, 'absentMeans must be notKnown or null.');
    return 'notKnown';
  };
  if (!isJsonObject(stated)) return fillTypes(toAbsentMeans(stated) ?? wrong(['absentMeans']));
  const keys = ['default', ...objectTypes];
  for (const key of Object.keys(stated)) {
    if (keys.includes(key)) continue;
    fault('tenant/unknown-key', ['absentMeans', key], `"${key}" is no type of object.`, didYouMean(key, keys));
  }
  const choose = (key: string, fallback: AbsentMeans): AbsentMeans =>
    Object.hasOwn(stated, key) ? (toAbsentMeans(stated[key] ?? null) ?? wrong(['absentMeans', key])) : fallback;
  const fallback = choose('default', 'notKnown');
  return Object.fromEntries(objectTypes.map((type) => [type, choose(type, fallback)])) as Record<
    ObjectType,
    AbsentMeans
  >;
}

function toAbsentMeans(value: JsonValue): AbsentMeans | undefined {
  if (value === null || value === 'null') return 'null';
  return value === 'notKnown' ? 'notKnown' : undefined;
}

function fillTypes(means: AbsentMeans): Record<ObjectType, AbsentMeans> {
  return Object.fromEntries(objectTypes.map((type) => [type, means])) as Record<ObjectType, AbsentMeans>;
}

/** The text of `tenant.yaml`. */
export function renderTenantHeader(header: TenantHeader): string {
  const nulls = objectTypes.filter((type) => header.absentMeans[type] === 'null');
  const lines = [`formatVersion: ${formatVersion}`, `clock: ${formatInstant(header.clock)}`];
  if (nulls.length === objectTypes.length) lines.push('absentMeans: null');
  else if (nulls.length > 0) lines.push('absentMeans:', ...nulls.map((type) => `  ${type}: null`));
  return `${lines.join('\n')}\n`;
}
