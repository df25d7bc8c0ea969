import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { formatInstant, ToolError } from '../base/index.ts';
import type { CaseFailure, PolicyProperty, PropertyFailure, PropertyScope } from '../harness/index.ts';
import { changedSemantics, type Semantics } from '../model/index.ts';
import { toolName } from './tool-name.ts';

/** Where reproductions are written, below the folder in which the command runs. */
const reproductionFolder = '.tenantlab/repro';

/** What is saved. */
export interface SavedFailure {
  readonly property: PolicyProperty;
  readonly scope: PropertyScope;
  readonly failure: PropertyFailure;
  readonly told: CaseFailure;
  readonly semantics: Semantics;
  readonly seed: number;
  /** The command that finds it again in the tenant that it was found in. */
  readonly replay: string;
}

/**
 * Writes a failure as one file that runs anywhere, as a whole or not at all; an older one of the same name is replaced. Returns
 * its path from `cwd`, with `/`.
 * @throws ToolError `file/unwritable` (exit code 3).
 */
export async function saveReproduction(saved: SavedFailure, cwd: string): Promise<string> {
  const { renderReproduction } = await import('../formats/index.ts');
  const { property, scope, failure, told, semantics, seed, replay } = saved;
  const { trial, found } = failure;
  const text = renderReproduction({
    name: property.name,
    comment: [
      `${property.name}: ${told.message}`,
      'The smallest tenant that shows it. Run this file alone: tenantlab fuzz FILE',
      `In the tenant it was found in: ${replay}`,
    ],
    claim: property.source,
    semantics: Object.fromEntries(changedSemantics(semantics).map(({ name, value }) => [name, value])),
    tenant: trial.tenant,
    changes: trial.steps,
    found: {
      by: toolName,
      over: scope,
      clock: formatInstant(trial.tenant.clock),
      ...(found === undefined
        ? {}
        : { seed, path: found.path, ...(found.ops === undefined ? {} : { ops: found.ops }), runs: found.runs }),
    },
  });
  const path = resolve(cwd, reproductionFolder, `${slugOf(property.name)}-${scope}.yaml`);
  write(path, text);
  return relative(cwd, path).split(sep).join('/');
}

/** `Guests are never licensed` becomes `guests-are-never-licensed`. */
function slugOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['property'];
  return words.join('-').slice(0, 80);
}

function write(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new ToolError({
      code: 'file/unwritable',
      message: `"${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Run with --no-save to look without saving.',
      cause: error,
    });
  }
}
