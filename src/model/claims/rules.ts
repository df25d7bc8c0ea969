import type { Claim } from './claim.ts';
import { ruleBehaviourClaims } from './rules-behaviour.ts';
import { ruleLanguageClaims } from './rules-language.ts';

/**
 * Every graded statement about dynamic membership rules that the program implements, in the order of the specification.
 * Titles of tests carry the ids in square brackets.
 */
export const ruleClaims: readonly Claim[] = [...ruleLanguageClaims, ...ruleBehaviourClaims];
