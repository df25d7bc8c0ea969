import type { Check } from './check.ts';
import { alwaysTrue } from './rules/always-true.ts';
import { closedListValue } from './rules/closed-list-value.ts';
import { containsAnchor } from './rules/contains-anchor.ts';
import { contradiction } from './rules/contradiction.ts';
import { costlyOperator } from './rules/costly-operator.ts';
import { deviceFilter } from './rules/device-filter.ts';
import { deviceValue } from './rules/device-value.ts';
import { duplicateCondition } from './rules/duplicate-condition.ts';
import { failedRule } from './rules/failed-rule.ts';
import { matchesEverybody } from './rules/matches-everybody.ts';
import { matchesNobody } from './rules/matches-nobody.ts';
import { memberOfFrozen } from './rules/member-of-frozen.ts';
import { memberOfSource } from './rules/member-of-source.ts';
import { mixedAndOr } from './rules/mixed-and-or.ts';
import { negativeOnNull } from './rules/negative-on-null.ts';
import { noGuard } from './rules/no-guard.ts';
import { orToIn } from './rules/or-to-in.ts';
import { patternMatchesAll } from './rules/pattern-matches-all.ts';
import { pausedRule } from './rules/paused-rule.ts';
import { planStatus } from './rules/plan-status.ts';
import { quotedNull } from './rules/quoted-null.ts';
import { redundantBranch } from './rules/redundant-branch.ts';
import { selfService } from './rules/self-service.ts';
import { undecidedPeople } from './rules/undecided-people.ts';
import { unguardedOr } from './rules/unguarded-or.ts';
import { unknownValue } from './rules/unknown-value.ts';
import { valueVariants } from './rules/value-variants.ts';
import { wholeElement } from './rules/whole-element.ts';
import { withoutPlan } from './rules/without-plan.ts';

/**
 * Every check, in the order in which it runs: what is refused, what means something else than it seems, what costs too much,
 * what the tenant shows, what is worth a thought. Errors and warnings of the rule language itself come before them.
 */
export const checks: readonly Check[] = [
  deviceFilter,
  failedRule,
  mixedAndOr,
  unguardedOr,
  negativeOnNull,
  quotedNull,
  contradiction,
  alwaysTrue,
  withoutPlan,
  planStatus,
  wholeElement,
  deviceValue,
  closedListValue,
  patternMatchesAll,
  duplicateCondition,
  redundantBranch,
  costlyOperator,
  containsAnchor,
  orToIn,
  unknownValue,
  valueVariants,
  matchesNobody,
  matchesEverybody,
  undecidedPeople,
  memberOfFrozen,
  memberOfSource,
  pausedRule,
  noGuard,
  selfService,
];
