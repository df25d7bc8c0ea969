import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ToolError } from '../base/index.ts';

/** What decides where the tenant is when the command line does not say. */
export interface TenantSearch {
  readonly option?: string;
  /** From a config file, relative to it. */
  readonly configured?: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The tenant a command works on: the option, else the config file, else `tenant.db` here, else this folder if it is a
 * tenant, else TENANTLAB_TENANT.
 * @throws ToolError `tenant/none` (exit code 4) when nothing names one.
 */
export function locateTenant(search: TenantSearch): string {
  if (search.option === ':memory:') return search.option;
  if (search.option !== undefined) return resolve(search.cwd, search.option);
  if (search.configured !== undefined) return search.configured;
  const database = join(search.cwd, 'tenant.db');
  if (existsSync(database)) return database;
  if (existsSync(join(search.cwd, 'tenant.yaml')) || existsSync(join(search.cwd, 'tenant.json'))) return search.cwd;
  const fromEnvironment = search.environment['TENANTLAB_TENANT'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return resolve(search.cwd, fromEnvironment);
  throw new ToolError({
    code: 'tenant/none',
    message: 'No tenant to work on: no --tenant, no tenant.db and no tenant.yaml here, no TENANTLAB_TENANT.',
    hint: 'Start one with `tenantlab init`, `tenantlab import EXPORT --into tenant.db`, or name one with --tenant.',
    exitCode: 4,
  });
}
