import type { Explanation } from '../../rules/index.ts';

/** A condition's value, or a rule's. */
export type Truth = Explanation['verdict'];

/** What conditions say together, by their canonical form. */
export type Answers = ReadonlyMap<string, Truth>;
