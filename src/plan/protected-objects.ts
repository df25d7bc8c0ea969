import type { Population } from '../model/index.ts';
import type { Outcome } from '../simulation/index.ts';
import { compileNamePattern, type NameMatcher } from './name-pattern.ts';

/** Properties by which a pattern may name an object, besides its id. */
const namingProperties = {
  user: ['userPrincipalName', 'displayName', 'mail'],
  group: ['displayName', 'mailNickname'],
} as const;

/** Objects that patterns name. */
export interface ProtectedObjects {
  /** True when a pattern names the object as it was before the change or as it is after it. */
  has(row: number): boolean;
  /** Patterns that name no object, in the order given. */
  readonly unused: readonly string[];
}

/** Compiles patterns and finds those that name nobody. O(objects * patterns) for the latter. */
export function findProtected(outcome: Outcome, type: 'user' | 'group', patterns: readonly string[]): ProtectedObjects {
  const populations = [outcome.before.tenant.populations[type], outcome.after.tenant.populations[type]];
  const compiled = patterns.map((pattern) => ({ pattern, matches: compileNamePattern(pattern.trim()) }));
  const isNamed = (matches: NameMatcher, row: number): boolean =>
    populations.some((population) => row < population.size && namesOf(population, type, row).some(matches));
  const rows = Math.max(...populations.map(({ size }) => size));
  const isUsed = (matches: NameMatcher): boolean => {
    for (let row = 0; row < rows; row++) if (isNamed(matches, row)) return true;
    return false;
  };
  return {
    has: (row) => compiled.some(({ matches }) => isNamed(matches, row)),
    unused: compiled.filter(({ matches }) => !isUsed(matches)).map(({ pattern }) => pattern),
  };
}

function namesOf(population: Population, type: 'user' | 'group', row: number): readonly string[] {
  const names = namingProperties[type].map((property) => population.textAt(row, property));
  return [population.idAt(row), ...names].filter((name) => name !== undefined);
}
