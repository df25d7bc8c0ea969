import { userInfo } from 'node:os';
import {
  type LoadedConfig,
  loadConfig,
  locateTenant,
  type OpenedTenant,
  openTenant,
  type WorkOptions,
} from '../../app/index.ts';
import type { EpochMilliseconds } from '../../base/index.ts';
import { defaultSemantics, type Semantics } from '../../model/index.ts';
import { plainStyle, type TextStyle } from '../../report/index.ts';
import type { CliEnvironment } from '../environment.ts';
import { type OutputOptions, readSemantics } from '../options.ts';
import { paletteFor } from '../palette.ts';
import { createProgressLine } from '../progress.ts';

/** Options that name a tenant and how to read it. */
export interface SessionOptions extends OutputOptions {
  readonly tenant?: string;
  readonly clock?: EpochMilliseconds;
  readonly semantics?: readonly string[];
  readonly config?: string;
}

/** What a command about one tenant works with. */
export interface Session {
  readonly opened: OpenedTenant;
  readonly config: LoadedConfig;
  readonly semantics: Semantics;
  /** From the command line, else from the config file. */
  readonly clock: EpochMilliseconds | undefined;
  readonly work: WorkOptions;
  readonly style: TextStyle;
}

/** Opens the tenant that the options name, runs `use` and closes it, whatever happens. */
export async function withTenant<Value>(
  environment: CliEnvironment,
  options: SessionOptions,
  use: (session: Session) => Promise<Value> | Value,
  isWritable = false,
): Promise<Value> {
  const config = await loadConfig(environment.cwd, options.config);
  const semantics = readSemantics(options.semantics ?? [], { ...defaultSemantics, ...config.semantics });
  const path = locateTenant({
    ...(options.tenant === undefined ? {} : { option: options.tenant }),
    ...(config.tenant === undefined ? {} : { configured: config.tenant }),
    cwd: environment.cwd,
    environment: environment.variables,
  });
  return withProgress(environment, options, async (work) => {
    const opened = await openTenant(path, { ...work, isWritable, now: environment.now() });
    try {
      const style = styleFor(environment, options);
      return await use({ opened, config, semantics, clock: options.clock ?? config.clock, work, style });
    } finally {
      opened.close();
    }
  });
}

/** Runs work with a progress line and Ctrl-C. */
export async function withProgress<Value>(
  environment: CliEnvironment,
  options: OutputOptions,
  run: (work: WorkOptions) => Promise<Value>,
): Promise<Value> {
  const line = createProgressLine(environment, options.quiet === true);
  try {
    return await run({ onProgress: (progress) => line.report(progress), signal: environment.signal });
  } finally {
    line.clear();
  }
}

/** How text reports look on standard output. */
export function styleFor(environment: CliEnvironment, options: OutputOptions & { readonly all?: boolean }): TextStyle {
  return {
    palette: paletteFor(environment, options.color, 'out'),
    unicode: canShowUnicode(environment),
    width: Math.max(40, environment.columns),
    limit: options.all === true ? Number.POSITIVE_INFINITY : plainStyle.limit,
  };
}

/** The name for the change log. */
export function currentUser(environment: CliEnvironment): string {
  const { USER, USERNAME, LOGNAME } = environment.variables;
  const named = USER ?? USERNAME ?? LOGNAME;
  if (named !== undefined && named !== '') return named;
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Writes chatter to stderr unless `--quiet`. */
export function say(environment: CliEnvironment, options: OutputOptions, text: string): void {
  if (options.quiet !== true) environment.err(`${text}\n`);
}

function canShowUnicode({ variables }: CliEnvironment): boolean {
  const locale = variables['LC_ALL'] ?? variables['LC_CTYPE'] ?? variables['LANG'] ?? 'UTF-8';
  return variables['TERM'] !== 'dumb' && (locale === '' || locale === 'UTF-8' || /utf-?8/i.test(locale));
}
