import type { Claim } from './claim.ts';

/** A claim that the public documentation states, or that follows from it directly. */
export function documented(id: string, statement: string): Claim {
  return { id, grade: 'documented', statement };
}

/** A claim that somebody reports from a running tenant, or that deployed rules show. */
export function observed(id: string, statement: string): Claim {
  return { id, grade: 'observed', statement };
}

/** A claim without evidence: the reading that the specification recommends. */
export function assumed(id: string, statement: string): Claim {
  return { id, grade: 'assumed', statement };
}
