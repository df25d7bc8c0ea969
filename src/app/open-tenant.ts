import type { EpochMilliseconds } from '../base/index.ts';
import { systemClock, ToolError } from '../base/index.ts';
import type { ImportReport } from '../formats/index.ts';
import type { LicenseDifference } from '../licensing/index.ts';
import type { CausedMutation, Tenant } from '../model/index.ts';
import type { LogEntryDetails } from '../store/index.ts';
import type { WorkOptions } from './work-options.ts';

/** How a tenant rests. */
export type TenantKind = 'database' | 'folder' | 'export' | 'memory';

/** A tenant that was opened. Close it when done. */
export interface OpenedTenant {
  /** Absolute path, or `:memory:`. */
  readonly path: string;
  readonly kind: TenantKind;
  /** The tenant as it rests, at its stored clock. */
  readonly tenant: Tenant;
  /** What was found while reading an export. */
  readonly importReport?: ImportReport;
  /** What an export or a folder states about licenses and what does not follow from the rest of it. */
  readonly licenseDifferences: readonly LicenseDifference[];
  /**
   * Writes a change: whole or not at all. Once begun it is not stopped.
   * @throws ToolError `tenant/read-only` for exports, `store/moved` when somebody else changed the tenant meanwhile.
   */
  commit(entry: LogEntryDetails, mutations: readonly CausedMutation[], after: Tenant): Promise<void>;
  close(): void;
}

/** How to open. */
export interface OpenTenantOptions extends WorkOptions {
  /** Open for writing. Default false. */
  readonly isWritable?: boolean;
  /** The real time, which becomes the clock of a tenant read from an export. Default: the system's. */
  readonly now?: EpochMilliseconds;
}

/**
 * Opens a tenant of any kind: a `.db` file, a folder of text, an export (file or folder), or `:memory:` (empty).
 * @throws ToolError when it cannot be read (exit code 3).
 */
export async function openTenant(path: string, options: OpenTenantOptions = {}): Promise<OpenedTenant> {
  const formats = await import('../formats/index.ts');
  const found = formats.explainTenantKind(path);
  const kind = path === ':memory:' ? 'memory' : found.kind;
  switch (kind) {
    case 'database':
    case 'memory':
      return openDatabase(path, kind, options);
    case 'folder':
      return openFolder(path, options);
    case 'export':
      return openExport(path, options);
    default:
      throw new ToolError({
        code: 'tenant/not-found',
        message: `"${path}" is no tenant. ${found.reason}`,
        hint: 'Check the path; `tenantlab init` makes a sample, `tenantlab import` reads exports.',
      });
  }
}

async function openDatabase(
  path: string,
  kind: 'database' | 'memory',
  options: OpenTenantOptions,
): Promise<OpenedTenant> {
  const { createStore, openStore } = await import('../store/index.ts');
  const { createTenant } = await import('../model/index.ts');
  const now = options.now ?? systemClock();
  const store =
    kind === 'memory'
      ? createStore(path, createTenant(now), { who: 'tenantlab', at: now, what: 'an empty tenant in memory' })
      : openStore(path, { isReadOnly: options.isWritable !== true });
  const tenant = store.load(options);
  return {
    path,
    kind,
    tenant,
    // What did not fit was said when it was imported.
    licenseDifferences: [],
    commit: (entry, mutations, after) => {
      store.commit(entry, mutations, after, options);
      return Promise.resolve();
    },
    close: () => store.close(),
  };
}

async function openFolder(path: string, options: OpenTenantOptions): Promise<OpenedTenant> {
  const { readTenantFolder, writeTenantFolder } = await import('../formats/index.ts');
  const { fingerprintOf } = await import('../model/index.ts');
  const licenseDifferences: LicenseDifference[] = [];
  const tenant = readTenantFolder(path, {
    ...options,
    onLicenseDifferences: (found) => licenseDifferences.push(...found),
  });
  return {
    path,
    kind: 'folder',
    tenant,
    licenseDifferences,
    commit: (_entry, _mutations, after) => {
      const work = { onProgress: options.onProgress };
      if (fingerprintOf(readTenantFolder(path, work)) !== fingerprintOf(tenant)) throw moved(path);
      writeTenantFolder(after, path, work);
      return Promise.resolve();
    },
    close: () => undefined,
  };
}

async function openExport(path: string, options: OpenTenantOptions): Promise<OpenedTenant> {
  const { importTenant } = await import('../formats/index.ts');
  const { tenant, report } = await importTenant([path], { ...options, clock: options.now ?? systemClock() });
  return {
    path,
    kind: 'export',
    tenant,
    importReport: report,
    licenseDifferences: report.findings.filter(({ code }) => code.startsWith('license/')),
    commit: () =>
      Promise.reject(
        new ToolError({
          code: 'tenant/read-only',
          message: `"${path}" is an export and is never written to.`,
          hint: 'Import it first: tenantlab import EXPORT --into tenant.db.',
        }),
      ),
    close: () => undefined,
  };
}

function moved(path: string): ToolError {
  return new ToolError({
    code: 'store/moved',
    message: `The tenant in "${path}" was changed by somebody else meanwhile; nothing was written.`,
    hint: 'Make a new plan and apply that.',
  });
}
