import { formatInstant } from '../../base/index.ts';
import { shownShellWord } from '../../report/index.ts';
import type { TenantOptions } from '../options.ts';

/** Options that decide what a case comes to. */
interface DecidingOptions extends Partial<TenantOptions> {
  readonly catalogue: readonly string[];
  readonly allowExternal?: boolean;
}

/** The options that a command which shows one failure again has to repeat, as words of a shell; empty when there are none. */
export function repeatedOptions(options: DecidingOptions): string {
  const { tenant, clock, semantics = [], config, catalogue, allowExternal } = options;
  const given = [
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
    ...(clock === undefined ? [] : ['--clock', formatInstant(clock)]),
    ...semantics.flatMap((choice) => ['--semantics', choice]),
    ...(config === undefined ? [] : ['--config', config]),
    ...catalogue.flatMap((file) => ['--catalogue', file]),
    ...(allowExternal === true ? ['--allow-external'] : []),
  ];
  return given.map((word) => shownShellWord(word)).join(' ');
}
