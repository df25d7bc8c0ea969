import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The root of the project. */
export const projectRoot = join(import.meta.dirname, '../..');

/** What a finished command left behind. */
export interface ToolRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a user does, in a process of its own and without colours. */
export function runTool(cwd: string, argv: readonly string[], input = ''): ToolRun {
  const { NO_COLOR: _ignored, TENANTLAB_TENANT: _other, ...variables } = process.env;
  const run = spawnSync(process.execPath, [join(projectRoot, 'bin/tenantlab.js'), ...argv], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...variables, NO_COLOR: '1', USER: 'tester' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
