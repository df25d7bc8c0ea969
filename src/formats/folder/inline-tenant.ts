import {
  err,
  formatInstant,
  isJsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode, didYouMean } from '../../diagnostics/index.ts';
import { seedLicenses, standardCatalogue } from '../../licensing/index.ts';
import { collectionNames, createTenant, objectTypes, type Tenant, TenantDraft } from '../../model/index.ts';
import { valueAt } from '../change-set/describe-issue.ts';
import type { ParsedYaml, ValuePath } from '../yaml/index.ts';
import type { FolderReading } from './folder-reading.ts';
import { readObject } from './read-object.ts';
import { createReferenceNames, type ReferenceNames } from './reference-names.ts';
import { chooseAbsentMeans, orderRows, renderObject } from './render-object.ts';
import { renderYamlItem } from './render-yaml.ts';
import { resolveReferences } from './resolve-references.ts';
import { readAbsentMeans, readClock } from './tenant-header.ts';

const headerKeys = ['clock', 'absentMeans'];

/**
 * Reads a tenant that stands inside another file, at `path`: a mapping with clock, absentMeans and the lists that a tenant folder
 * has as files (`users`, `groups`, ...). Returns all its faults.
 */
export function readInlineTenant(
  source: SourceText,
  document: ParsedYaml,
  path: ValuePath,
): Result<Tenant, readonly Diagnostic[]> {
  const value = valueAt(document.value, path) ?? null;
  if (!isJsonObject(value)) {
    const message = 'A tenant must be a mapping with clock and lists such as users and groups.';
    return err([createDiagnostic('tenant/wrong-type', { message, source, span: document.spanAt(path) })]);
  }
  const faults: Diagnostic[] = [];
  const fault = (code: DiagnosticCode, inner: ValuePath, message: string, hint?: string): void => {
    const at = [...path, ...inner];
    const span = code === 'tenant/unknown-key' ? document.keySpanAt(at) : document.spanAt(at);
    faults.push(createDiagnostic(code, { message, source, span, ...(hint === undefined ? {} : { hint }) }));
  };
  const keys = [...headerKeys, ...objectTypes.map((type) => collectionNames[type])];
  for (const key of Object.keys(value)) {
    if (!keys.includes(key))
      fault('tenant/unknown-key', [key], `The key "${key}" has no meaning here.`, didYouMean(key, keys));
  }
  if (!Object.hasOwn(value, 'clock')) fault('tenant/missing-key', [], 'The key "clock" is missing.');
  const clock = readClock(value, fault);
  const draft = new TenantDraft(createTenant(clock ?? 0));
  let names: ReferenceNames | undefined;
  const reading: FolderReading = {
    draft,
    absentMeans: readAbsentMeans(value, fault),
    faults,
    references: [],
    names: () => (names ??= createReferenceNames((type) => draft.population(type))),
  };
  for (const type of objectTypes) {
    const key = collectionNames[type];
    const list = Object.hasOwn(value, key) ? value[key] : undefined;
    if (list === undefined) continue;
    if (!Array.isArray(list)) {
      fault('tenant/wrong-type', [key], `"${key}" must be a list of objects.`);
      continue;
    }
    (list as readonly JsonValue[]).forEach((object, index) => {
      const locate = (inner: ValuePath, what: 'value' | 'key') => {
        const at = [...path, key, index, ...inner];
        return { source, span: what === 'key' ? document.keySpanAt(at) : document.spanAt(at) };
      };
      readObject(reading, type, { value: object, locate });
    });
  }
  if (faults.length === 0) resolveReferences(reading);
  if (faults.length > 0) return err(faults);
  return ok(
    seedLicenses(draft.finish(), {
      get catalogue() {
        return standardCatalogue();
      },
    }).tenant,
  );
}

/** A tenant as the value of a key: lines with `indent` blanks in front. Reading them again gives an equal tenant. */
export function renderInlineTenant(tenant: Tenant, indent: number): string {
  const names = createReferenceNames((type) => tenant.populations[type]);
  const margin = ' '.repeat(indent);
  const used = objectTypes.filter((type) => orderRows(tenant, type).length > 0);
  const nulls = used.filter((type) => chooseAbsentMeans(tenant, type) === 'null');
  const lines = [`${margin}clock: ${formatInstant(tenant.clock)}`];
  if (nulls.length > 0) lines.push(`${margin}absentMeans: { ${nulls.map((type) => `${type}: null`).join(', ')} }`);
  for (const type of used) {
    lines.push(`${margin}${collectionNames[type]}:`);
    const context = { tenant, names, type, absentMeans: chooseAbsentMeans(tenant, type) };
    for (const row of orderRows(tenant, type)) {
      const item = renderYamlItem(renderObject(context, row)).trimEnd();
      lines.push(...item.split('\n').map((line) => `${margin}  ${line}`));
    }
  }
  return `${lines.join('\n')}\n`;
}
