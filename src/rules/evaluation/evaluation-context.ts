import type { EpochMilliseconds, RowSet } from '../../base/index.ts';
import type { Population } from '../../model/index.ts';
import type { PredicateCache } from './predicate-cache.ts';

/** Direct members of a group among the objects of the population; incomplete when the export did not carry them. */
export interface SourceMembers {
  readonly known: RowSet;
  readonly isComplete: boolean;
}

/** Where and when a rule is evaluated. */
export interface EvaluationContext {
  readonly population: Population;
  readonly now: EpochMilliseconds;
  readonly cache: PredicateCache;
  /** For memberOf rules: the members of a group by id (lower case). A group that does not exist has none. */
  membersOf(groupId: string): SourceMembers;
}
