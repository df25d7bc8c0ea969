import { isJsonObject, type JsonValue } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode } from '../../diagnostics/index.ts';
import type { ObjectType, RelationName, TenantDraft } from '../../model/index.ts';
import type { ValuePath } from '../yaml/index.ts';
import type { AbsentMeans } from './folder-layout.ts';
import type { FileRecord } from './read-object-file.ts';
import type { ReferenceNames } from './reference-names.ts';

/** A name that is looked up once all objects are there. */
export interface PendingReference {
  readonly type: ObjectType;
  readonly row: number;
  readonly record: FileRecord;
  /** The relation, or the property that holds the id. */
  readonly target: { readonly relation: RelationName } | { readonly property: string };
  readonly values: readonly JsonValue[];
  /** Where each value stands inside the object. */
  readonly pathOf: (index: number) => ValuePath;
}

/** What reading the objects of a folder gathers. */
export interface FolderReading {
  readonly draft: TenantDraft;
  readonly absentMeans: Readonly<Record<ObjectType, AbsentMeans>>;
  readonly faults: Diagnostic[];
  readonly references: PendingReference[];
  /** The names of all objects that have one, once the first of those that have none is read, and at the end. */
  readonly names: () => ReferenceNames;
}

/** The parts of `{ id, type }`, the form for an id that must not be read as a name. */
export function exactReference(
  value: JsonValue,
): { readonly id: string; readonly type: JsonValue | undefined } | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, 'id')) return undefined;
  const id = value['id'];
  return typeof id === 'string' ? { id, type: Object.hasOwn(value, 'type') ? value['type'] : undefined } : undefined;
}

/** Adds a fault at a place of a record. */
export function fault(
  reading: Pick<FolderReading, 'faults'>,
  record: FileRecord,
  code: DiagnosticCode,
  path: ValuePath,
  message: string,
  hint?: string,
): void {
  const place = record.locate(path, code === 'tenant/unknown-key' ? 'key' : 'value');
  reading.faults.push(createDiagnostic(code, { message, ...place, ...(hint === undefined ? {} : { hint }) }));
}
