import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ToolError } from '../base/index.ts';
import { DiagnosticsError } from '../diagnostics/index.ts';
import type { Config } from '../formats/index.ts';

/** A config file that was read. */
export interface LoadedConfig extends Config {
  /** Absolute path; undefined when there is no file. */
  readonly path: string | undefined;
}

/**
 * Reads the config file: the one named, else the nearest `tenantlab.config.yaml` (or .yml, .json) in `cwd` or above it, else
 * nothing. The paths in it are made absolute.
 * @throws DiagnosticsError for faults in it, ToolError `config/not-found` when the named file is missing (exit code 3).
 */
export async function loadConfig(cwd: string, named?: string): Promise<LoadedConfig> {
  const { configFileNames, defaultTestConfig, readConfig } = await import('../formats/index.ts');
  const path = named === undefined ? findUpwards(cwd, configFileNames) : resolve(cwd, named);
  if (path === undefined)
    return {
      path,
      semantics: {},
      guardrails: {},
      forbidUndecided: false,
      licenses: { catalogue: [] },
      test: defaultTestConfig,
      reports: [],
    };
  if (!existsSync(path)) {
    throw new ToolError({
      code: 'config/not-found',
      message: `There is no config file "${named ?? path}".`,
      hint: 'Check --config.',
    });
  }
  const config = readConfig({ name: path, text: readFileSync(path, 'utf8') });
  if (!config.ok) {
    const [first, ...more] = config.error;
    if (first !== undefined) throw new DiagnosticsError(first, more);
    throw new ToolError({ code: 'config/unreadable', message: `"${path}" cannot be read.` });
  }
  const { tenant, licenses } = config.value;
  const folder = dirname(path);
  return {
    ...config.value,
    ...(tenant === undefined ? {} : { tenant: resolve(folder, tenant) }),
    licenses: { catalogue: licenses.catalogue.map((file) => resolve(folder, file)) },
    reports: config.value.reports.map((report) => absoluteReport(folder, report)),
    path,
  };
}

/** `junit=out.xml` with the file made absolute; `-` stays standard output. */
function absoluteReport(folder: string, report: string): string {
  const separator = report.indexOf('=');
  const file = report.slice(separator + 1);
  return separator < 0 || file === '-' ? report : `${report.slice(0, separator)}=${resolve(folder, file)}`;
}

function findUpwards(start: string, names: readonly string[]): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return undefined;
  }
}
