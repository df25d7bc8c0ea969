import { type LoadedConfig, readLicenseCatalogue } from '../../app/index.ts';
import { renderCodeFrame } from '../../diagnostics/index.ts';
import type { LicenseCatalogue } from '../../licensing/index.ts';
import type { CliEnvironment } from '../environment.ts';
import type { OutputOptions } from '../options.ts';
import { paletteFor } from '../palette.ts';
import { readTextFile } from './read-text.ts';
import { say } from './session.ts';

/** Options of commands that look into the license catalogue. */
export interface CatalogueOptions extends OutputOptions {
  /** Files named with `--catalogue`, in order. */
  readonly catalogue: readonly string[];
}

/**
 * The license catalogue of a command: the built-in one, the files of the config, the files of the command line, each winning over
 * those before it. Warnings go to stderr.
 * @throws ToolError when a file cannot be read, DiagnosticsError when something is wrong in it (exit code 3).
 */
export async function loadLicenseCatalogue(
  environment: CliEnvironment,
  options: CatalogueOptions,
  config: LoadedConfig,
): Promise<LicenseCatalogue> {
  const names = [...config.licenses.catalogue, ...options.catalogue];
  const files = await Promise.all(names.map(async (name) => ({ name, text: await readTextFile(environment, name) })));
  const { catalogue, warnings } = await readLicenseCatalogue(files);
  const palette = paletteFor(environment, options.color, 'err');
  for (const warning of warnings) say(environment, options, `${renderCodeFrame(warning, { palette })}\n`);
  return catalogue;
}

/** The same where files are named; undefined where the built-in catalogue will do, which is then read when it is needed. */
export async function givenLicenseCatalogue(
  environment: CliEnvironment,
  options: CatalogueOptions,
  config: LoadedConfig,
): Promise<LicenseCatalogue | undefined> {
  const isGiven = config.licenses.catalogue.length + options.catalogue.length > 0;
  return isGiven ? loadLicenseCatalogue(environment, options, config) : undefined;
}
