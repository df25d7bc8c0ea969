import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { ToolError } from '../base/index.ts';
import type { Tenant } from '../model/index.ts';
import type { LogEntryDetails } from '../store/index.ts';
import type { WorkOptions } from './work-options.ts';

/**
 * Writes a tenant to a new place: a database when the path ends in `.db` (or is `:memory:`), else a folder of text.
 * @throws ToolError `store/exists`, `tenant/exists` when something is there already (exit code 3).
 */
export async function createTenantAt(
  path: string,
  tenant: Tenant,
  entry: LogEntryDetails,
  options: WorkOptions = {},
): Promise<'database' | 'folder'> {
  await requireNewPlace(path);
  if (isDatabasePath(path)) {
    const { createStoreInSteps } = await import('../store/index.ts');
    // What is in memory ends with the process: there is nothing to write.
    if (path !== ':memory:') await createStoreInSteps(path, tenant, entry, options);
    return 'database';
  }
  const { writeTenantFolder } = await import('../formats/index.ts');
  writeTenantFolder(tenant, path, { onProgress: options.onProgress });
  return 'folder';
}

/**
 * Fails where {@link createTenantAt} would because of what is there, to be asked before long work. Removes what was left there by
 * processes that were stopped while they wrote the same tenant.
 * @throws ToolError `store/exists`, `tenant/exists`, `tenant/foreign-folder` and the like (exit code 3).
 */
export async function requireNewPlace(path: string): Promise<void> {
  if (path === ':memory:') return;
  if (isDatabasePath(path)) {
    const { requireNewFile } = await import('../store/index.ts');
    requireNewFile(path);
    return;
  }
  const { detectTenantKind, requireTenantFolder } = await import('../formats/index.ts');
  const kind = existsSync(path) ? detectTenantKind(path) : undefined;
  if (kind === undefined || kind === 'folder') requireTenantFolder(path);
  if (kind !== undefined) {
    throw new ToolError({
      code: 'tenant/exists',
      message: `"${basename(path)}" holds a tenant already; nothing was written.`,
      hint: 'Name a new folder, or a new file that ends in .db.',
    });
  }
}

function isDatabasePath(path: string): boolean {
  return /\.(?:db|sqlite3?)$/i.test(path) || path === ':memory:';
}
