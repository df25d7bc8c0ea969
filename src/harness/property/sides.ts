/** How the looked-at people or changes of a property are spread, to see whether the property says anything. */
export interface Sides {
  /** Tenants, or sequences of changes. */
  readonly cases: number;
  /** For which the property had something to say: `who` says member, an attribute did change. */
  readonly inside: number;
  /** For which it had nothing to say. */
  readonly outside: number;
  /** Of all, those for which the conclusion is true, and false. */
  readonly concluded: number;
  readonly notConcluded: number;
  /** Undecided: neither a violation nor a proof. */
  readonly undecided: number;
}

/** Nothing was looked at yet. */
export const noSides: Sides = { cases: 0, inside: 0, outside: 0, concluded: 0, notConcluded: 0, undecided: 0 };

/** Counts together. */
export function addSides(one: Sides, other: Partial<Sides>): Sides {
  return {
    cases: one.cases + (other.cases ?? 0),
    inside: one.inside + (other.inside ?? 0),
    outside: one.outside + (other.outside ?? 0),
    concluded: one.concluded + (other.concluded ?? 0),
    notConcluded: one.notConcluded + (other.notConcluded ?? 0),
    undecided: one.undecided + (other.undecided ?? 0),
  };
}
