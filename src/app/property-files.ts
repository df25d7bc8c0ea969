import { dirname, resolve } from 'node:path';
import { ToolError } from '../base/index.ts';
import { createDiagnostic, type Diagnostic, DiagnosticsError } from '../diagnostics/index.ts';
import type { PropertyFile } from '../formats/index.ts';
import { isBelow, isReallyBelow, linksIn } from './links.ts';

/** A text and what it is called in messages: a path from the folder in which the command runs. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads files of properties.
 * @throws DiagnosticsError with every fault of every file (exit code 3).
 */
export async function readPropertyFiles(files: readonly NamedText[]): Promise<readonly PropertyFile[]> {
  const { readPropertyFile } = await import('../formats/index.ts');
  const faults: Diagnostic[] = [];
  const found = files.flatMap((file) => {
    const read = readPropertyFile(file);
    if (read.ok) return [read.value];
    faults.push(...read.error);
    return [];
  });
  throwFaults(faults);
  return found;
}

/** Throws what was found wrong, if anything was. */
export function throwFaults(faults: readonly Diagnostic[]): void {
  const [first, ...more] = faults;
  if (first !== undefined) throw new DiagnosticsError(first, more);
}

/**
 * The tenant that a file of properties names, as an absolute path.
 * @throws DiagnosticsError `property/outside` (exit code 3) when it lies outside of `cwd`, by a link too, and that is not allowed.
 */
export function tenantPathOf(
  { source }: PropertyFile,
  named: { readonly path: string; readonly span: { readonly start: number; readonly end: number } },
  { cwd, allowsExternal }: { readonly cwd: string; readonly allowsExternal: boolean },
): string {
  const path = resolve(cwd, dirname(source.name), named.path);
  // A link that lies inside may lead outside, and so may one in the tenant.
  const isInside = (way: string): boolean => isReallyBelow(cwd, way);
  if (allowsExternal || (isBelow(cwd, path) && isInside(path) && linksIn(path).every(isInside))) return path;
  throw new DiagnosticsError(
    createDiagnostic('property/outside', {
      message: `The tenant "${named.path}" lies outside of the folder in which the command runs, or one of its files does.`,
      source,
      span: named.span,
      hint: 'Run the command further up, name the tenant with --tenant, or allow it with --allow-external.',
    }),
  );
}

/** Nothing is left to look at: said so, instead of passing. */
export function nothingToRun(filter: string | undefined): ToolError {
  return new ToolError({
    code: filter === undefined ? 'usage/nothing-ran' : 'usage/filter',
    message: filter === undefined ? 'There is no property to look at.' : `No property fits the filter "${filter}".`,
    hint: 'Names of properties stand in the files; -t takes a part of one, or a regular expression.',
    exitCode: 4,
  });
}
