import { dirname, relative, resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, DiagnosticsError } from '../../diagnostics/index.ts';
import { createSuiteFiles, readSuite, type SuiteFiles } from '../../formats/index.ts';
import type { Suite } from '../../harness/index.ts';
import { linksIn } from '../links.ts';
import { type OpenedTenant, openTenant } from '../open-tenant.ts';
import { type FoundSuite, shownPath } from './find-suites.ts';

/** A suite file that was read. */
export interface LoadedSuite extends FoundSuite {
  readonly suite: Suite;
  readonly files: SuiteFiles;
}

/** Where suites may read. */
export interface LoadOptions {
  readonly cwd: string;
  /** Nothing outside of this folder is read, nor outside of the suite's own if that is not below it. */
  readonly root: string;
  readonly allowExternal: boolean;
}

/** Reads suite files. All faults of all files are returned. */
export function loadSuites(
  found: readonly FoundSuite[],
  { cwd, root, allowExternal }: LoadOptions,
): { readonly suites: readonly LoadedSuite[]; readonly faults: readonly Diagnostic[] } {
  const suites: LoadedSuite[] = [];
  const faults: Diagnostic[] = [];
  for (const { path, file } of found) {
    const isInside = !relative(root, path).startsWith('..');
    const files = createSuiteFiles({
      root: isInside ? root : dirname(path),
      allowExternal,
      name: (absolute) => shownPath(cwd, absolute),
    });
    const text = files.read(path);
    if (!text.ok) {
      const message = `The suite cannot be read: ${text.reason}.`;
      faults.push(createDiagnostic('suite/unreadable-file', { message, source: { name: file, text: '' } }));
      continue;
    }
    const read = readSuite(text.source, path, files);
    if (read.ok) suites.push({ path, file, files, suite: read.value });
    else faults.push(...read.error);
  }
  return { suites, faults };
}

/** Opens tenants, each once. */
export interface TenantShelf {
  /** The tenant of a suite, or why it cannot be opened. */
  open(loaded: LoadedSuite): Promise<OpenedTenant | readonly Diagnostic[]>;
  close(): void;
}

/** Makes a shelf. `override` is opened instead of what suites name, `fallback` where they name none. */
export function createTenantShelf(options: {
  readonly override: string | undefined;
  readonly fallback: () => string;
  readonly open?: (path: string) => Promise<OpenedTenant>;
}): TenantShelf {
  const opened = new Map<string, OpenedTenant>();
  const open = options.open ?? ((path: string) => openTenant(path));
  const openOnce = async (path: string): Promise<OpenedTenant> => {
    const known = opened.get(path);
    if (known !== undefined) return known;
    const tenant = await open(path);
    opened.set(path, tenant);
    return tenant;
  };
  return {
    open: async ({ path, suite, files }) => {
      const { tenant, source } = suite;
      if (options.override !== undefined || tenant === undefined)
        return openOnce(options.override ?? options.fallback());
      const { span } = tenant;
      const target = resolve(dirname(path), tenant.text);
      // Neither the tenant nor one of its files may be a link to somewhere else.
      const isOutside = (way: string): boolean => files.resolve(way, path).kind === 'outside';
      const strayed = isOutside(target) ? target : linksIn(target).find(isOutside);
      if (strayed !== undefined) {
        const way = strayed === target ? tenant.text : relative(dirname(path), strayed);
        const message = `${JSON.stringify(way)} leads out of ${files.root}.`;
        const hint = 'Move it, or run with --allow-external.';
        return [createDiagnostic('suite/outside-folder', { message, source, span, hint })];
      }
      try {
        return await openOnce(target);
      } catch (error) {
        if (!(error instanceof ToolError) || error.exitCode !== 3) throw error;
        const hint = error.hint === undefined ? {} : { hint: error.hint };
        const own = createDiagnostic('suite/unknown-tenant', { message: error.message, source, span, ...hint });
        return error instanceof DiagnosticsError ? [own, ...error.diagnostics] : [own];
      }
    },
    close: () => {
      for (const tenant of opened.values()) tenant.close();
      opened.clear();
    },
  };
}
