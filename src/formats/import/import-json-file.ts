import type { JsonObject } from '../../base/index.ts';
import type { ObjectType } from '../../model/index.ts';
import { type DecodeOptions, importError, type InputPlace } from '../input/index.ts';
import { readJsonFile, type SourceRecord } from '../json/index.ts';
import { addLinkTarget, importGraphObject, type ObjectScope, reportIncomplete } from './import-graph-object.ts';
import {
  holderByContext,
  type ImportedKind,
  kindByContext,
  kindByFileName,
  kindByODataType,
  kindByProperties,
  type ObjectKind,
} from './object-kind.ts';
import type { LinkHolder, LinkKind } from './pending-links.ts';
import { fromPowerShellShape, isPowerShellShape } from './power-shell-shape.ts';
import { importSubscribedSku } from './subscribed-skus.ts';

/** A JSON file of a source and what its name says. */
export interface JsonSource {
  readonly path: string;
  /** The name used in messages. */
  readonly file: string;
  /** The type that its folder stands for (EntraExporter). */
  readonly folderType?: ImportedKind;
  /** Set when the records are members or owners of this object. */
  readonly linksOf?: { readonly kind: LinkKind; readonly holder: LinkHolder };
}

/** Reads one JSON or NDJSON file into the draft; returns the number of records. Throws a ToolError. */
export async function importJsonFile(
  scope: ObjectScope,
  source: JsonSource,
  options: DecodeOptions & { readonly onRow?: (type: ObjectType, row: number) => void },
): Promise<number> {
  const { draft } = scope;
  let count = 0;
  if (source.linksOf !== undefined) draft.links.open(source.linksOf.kind, source.linksOf.holder);
  const onRecord = (record: SourceRecord): void => {
    count++;
    const place = { file: source.file, line: record.line, record: record.number };
    if (reportRemoved(scope, record, place) || importAsLink(scope, source, record, place)) return;
    const type = typeOf(source, record, place);
    if (type === 'unsupported') {
      const name = record.value['@odata.type'];
      const what = name === undefined ? 'Subscriptions without a SKU' : `Objects of the type ${JSON.stringify(name)}`;
      draft.findings.add('import/unsupported-type', { message: `${what} are not imported.` });
      return;
    }
    if (type === 'subscribedSku') return importSubscribedSku(draft, record.value, place);
    const row = importGraphObject(scope, type, record.value, place);
    options.onRow?.(type, row);
  };
  const onPage = (envelope: JsonObject): void => {
    const context = envelope['@odata.context'];
    const holder = holderByContext(typeof context === 'string' ? context : undefined);
    // An empty page says that there are no members.
    if (holder !== undefined) draft.links.open(holder.kind, { name: holder.id, file: source.file });
    if (Object.hasOwn(envelope, '@odata.nextLink')) reportIncomplete(draft, { file: source.file }, 'this list');
  };
  await readJsonFile(source.path, { onRecord, onPage }, options);
  return count;
}

function reportRemoved(scope: ObjectScope, record: SourceRecord, place: InputPlace): boolean {
  if (!Object.hasOwn(record.value, '@removed')) return false;
  const id = record.value['id'];
  scope.draft.findings.add('import/removed-entry', {
    message: 'Entries of a delta export that say "removed" are skipped.',
    file: place.file,
    ...(typeof id === 'string' ? { sample: id } : {}),
  });
  return true;
}

function importAsLink(scope: ObjectScope, source: JsonSource, record: SourceRecord, place: InputPlace): boolean {
  const byContext = holderByContext(record.context);
  const links =
    source.linksOf ??
    (byContext === undefined
      ? undefined
      : { kind: byContext.kind, holder: { name: byContext.id, file: source.file } satisfies LinkHolder });
  if (links === undefined) return false;
  addLinkTarget(scope.draft, scope.draft.links.open(links.kind, links.holder), record.value, place);
  return true;
}

function typeOf(source: JsonSource, record: SourceRecord, place: InputPlace): ObjectKind {
  const shaped = isPowerShellShape(record.value) ? fromPowerShellShape(record.value) : record.value;
  const type: ObjectKind | undefined =
    kindByODataType(shaped) ??
    source.folderType ??
    kindByContext(record.context) ??
    kindByFileName(source.file.replace(/^.*[\\/]/, '')) ??
    kindByProperties((name) => Object.hasOwn(shaped, name));
  // Subscriptions to changes have the same name, and no SKU.
  if (type === 'subscription' && !Object.hasOwn(shaped, 'skuId')) return 'unsupported';
  if (type !== undefined) return type;
  throw importError('import/unknown-object-type', place, 'the type of this object cannot be told.', {
    hint: 'Name the file after its content, such as users.json or groups.json.',
  });
}
