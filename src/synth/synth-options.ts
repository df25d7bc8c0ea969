import { type EpochMilliseconds, ToolError } from '../base/index.ts';

/** What a generated tenant should look like. */
export interface SynthOptions {
  /** All user objects: staff, guests, service and shared accounts. 1 to 1,000,000. */
  readonly users: number;
  /** A 32-bit integer. Same options, same version: same tenant. */
  readonly seed: number;
  /** The tenant's time; hire dates lie around it. */
  readonly clock: EpochMilliseconds;
  /** Share of misspelt or contradictory cells among those that have a usual value, 0 to 1. 0.02 when left out. */
  readonly dirt?: number;
  /** Share of cells that the export is made to lack (not known), 0 to 1. None when left out. */
  readonly notKnown?: number;
  /** Number of dynamic groups, 0 to 10,000. When left out: 20 in a small tenant, else growing slowly with the users. */
  readonly groups?: number;
  readonly onProgress?: (progress: SynthProgress) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** How far the work is; `total` is the number of objects of the current phase. */
export interface SynthProgress {
  readonly phase: 'users' | 'devices' | 'groups';
  readonly done: number;
  readonly total: number;
}

/** Options with every default filled in. */
export interface SynthSettings extends Required<Omit<SynthOptions, 'onProgress' | 'signal'>> {
  /** Reports progress; throws a ToolError when the work was cancelled. */
  readonly step: (phase: SynthProgress['phase'], done: number, total: number) => void;
}

/** Checks options and fills in defaults. Throws a ToolError (`synth/bad-option`, exit code 3) for a value out of range. */
export function resolveOptions(options: SynthOptions): SynthSettings {
  const { users, seed, clock } = options;
  const settings = {
    users: integerIn('users', users, 1, 1_000_000),
    seed: integerIn('seed', seed, -0x80000000, 0xffffffff),
    clock: integerIn('clock', clock, -62_135_596_800_000, 253_402_300_799_999),
    dirt: shareIn('dirt', options.dirt ?? 0.02),
    notKnown: shareIn('notKnown', options.notKnown ?? 0),
    groups: integerIn('groups', options.groups ?? usualGroups(users), 0, 10_000),
  };
  return {
    ...settings,
    step: (phase, done, total) => {
      if (options.signal?.aborted === true) {
        throw new ToolError({
          code: 'synth/cancelled',
          message: 'Generating the tenant was cancelled.',
          exitCode: 130,
        });
      }
      options.onProgress?.({ phase, done, total });
    },
  };
}

function usualGroups(users: number): number {
  return users < 100 ? 20 : Math.round(40 + Math.sqrt(users) / 2);
}

function integerIn(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw badOption(name, value, `a whole number from ${min} to ${max}`);
}

function shareIn(name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw badOption(name, value, 'a share from 0 to 1');
}

function badOption(name: string, value: number, expected: string): ToolError {
  return new ToolError({ code: 'synth/bad-option', message: `${name} must be ${expected}, found ${value}.` });
}
