import { resolve } from 'node:path';
import { type JsonObject, ToolError } from '../../base/index.ts';
import { type LicenseDeps, subscribedSkusOf, userLicenseShapes } from '../../licensing/index.ts';
import { collectionNames, isCellType, type ObjectType, objectTypes, type Tenant } from '../../model/index.ts';
import { isEmptyOrMissing, type NewFile, writeNewFolder } from '../folder/index.ts';
import { isDynamic } from '../is-dynamic.ts';
import { graphLinks, graphObject } from './graph-object.ts';

/** What an export in Graph's shape needs besides the tenant, and whom to tell how far it is. */
export interface GraphExportOptions {
  readonly licenses: LicenseDeps;
  readonly onProgress?: ((progress: GraphExportProgress) => void) | undefined;
}

/** How far writing is. */
export interface GraphExportProgress {
  readonly phase: 'writing';
  readonly done: number;
  readonly total: number;
  readonly unit: 'objects';
}

/** Objects between two reports. */
const reportEvery = 500;

const metadata = 'https://graph.microsoft.com/v1.0/$metadata#';

/** Where Graph has a collection elsewhere than at the top. */
const contexts: Readonly<Partial<Record<ObjectType, string>>> = {
  subscription: 'directory/subscriptions',
  administrativeUnit: 'directory/administrativeUnits',
};

/**
 * Writes a tenant as pages of Graph: a new folder with `users.json`, `groups.json` with members and owners, `subscribedSkus.json` and
 * so on, deleted objects in files of their own. License properties of users are worked out from their assignments; of a user whose
 * licenses are not known they are absent, like all else that is not known. `import` reads the folder. Not written, because Graph
 * has no place for it: the clock, how a subscription was bought, and the change log.
 * @throws ToolError `tenant/exists` when something is there already, `tenant/unwritable-folder` (exit code 3).
 */
export function writeGraphExport(tenant: Tenant, path: string, options: GraphExportOptions): readonly string[] {
  const target = resolve(path);
  if (!isEmptyOrMissing(target)) {
    throw new ToolError({
      code: 'tenant/exists',
      message: `"${path}" is not empty; nothing was written.`,
      hint: 'Name a new folder.',
    });
  }
  const files = graphFiles(tenant, options);
  writeNewFolder(target, files);
  return files.map(({ name }) => name);
}

function graphFiles(tenant: Tenant, options: GraphExportOptions): readonly NewFile[] {
  const types = objectTypes.filter((type) => !isCellType(type));
  const count = counterFor(
    types.reduce((sum, type) => sum + tenant.populations[type].size, 0),
    options,
  );
  const complete = completer(tenant, options.licenses);
  const files = types.flatMap((type): NewFile[] => {
    const population = tenant.populations[type];
    const rows = Array.from({ length: population.size }, (_, row) => row);
    const objectsOf = function* (chosen: readonly number[]): Generator<JsonObject> {
      for (const row of chosen) {
        yield complete(type, row);
        count();
      }
    };
    const name = collectionNames[type];
    const context = contexts[type] ?? name;
    return [
      { name: `${name}.json`, rows: rows.filter((row) => population.isActive(row)) },
      { name: `deleted-${name}.json`, rows: rows.filter((row) => !population.isActive(row)) },
    ]
      .filter((file) => file.rows.length > 0)
      .map((file) => ({ name: file.name, pieces: () => page(context, objectsOf(file.rows)) }));
  });
  // Without subscriptions nobody knows what was bought, and a SKU would say that it was nothing.
  if (tenant.populations.subscription.size === 0) return files;
  const skus: NewFile = {
    name: 'subscribedSkus.json',
    pieces: () => page('subscribedSkus', subscribedSkusOf(tenant, options.licenses)),
  };
  return [...files, skus];
}

/** Objects with what does not stand among their properties: licenses of users, members and owners. */
function completer(tenant: Tenant, licenses: LicenseDeps): (type: ObjectType, row: number) => JsonObject {
  let shapes: ReturnType<typeof userLicenseShapes> | undefined;
  const { groupMembers, groupExportedMembers, groupOwners, unitMembers, unitExportedMembers } = tenant.relations;
  return (type, row) => {
    const object = graphObject(tenant, type, row);
    if (type === 'user') {
      if (tenant.populations.licenseAssignment.size === 0) return object;
      shapes ??= userLicenseShapes(tenant, licenses);
      return { ...object, ...shapes(row) };
    }
    if (type !== 'group' && type !== 'administrativeUnit') return object;
    const [present, exported] =
      type === 'group' ? [groupMembers, groupExportedMembers] : [unitMembers, unitExportedMembers];
    const isRule = isDynamic(tenant.populations[type], row);
    const members = present.get(row) ?? (isRule ? exported.get(row) : undefined);
    const owners = type === 'group' ? groupOwners.get(row) : undefined;
    return {
      ...object,
      ...(members === undefined ? {} : { 'members@delta': graphLinks(tenant, members) }),
      ...(owners === undefined ? {} : { 'owners@delta': graphLinks(tenant, owners) }),
    };
  };
}

/** One page with an object in each line. */
function* page(context: string, objects: Iterable<JsonObject>): Generator<string> {
  yield `{"@odata.context":${JSON.stringify(`${metadata}${context}`)},"value":[`;
  let separator = '\n';
  for (const object of objects) {
    yield `${separator}${JSON.stringify(object)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function counterFor(total: number, { onProgress }: GraphExportOptions): () => void {
  let done = 0;
  return () => {
    done++;
    if (done % reportEvery === 0 || done === total) onProgress?.({ phase: 'writing', done, total, unit: 'objects' });
  };
}
