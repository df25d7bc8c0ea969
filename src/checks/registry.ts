import type { Check } from './check.ts';
import { containsAnchor } from './rules/contains-anchor.ts';
import { costlyOperator, orToIn, patternMatchesAll } from './rules/costly-operator.ts';
import { noGuard, selfService, unguardedOr } from './rules/guards.ts';
import { contradiction, duplicateCondition } from './rules/logic-mistakes.ts';
import { mixedAndOr } from './rules/mixed-and-or.ts';
import { negativeOnNull } from './rules/negative-on-null.ts';
import { planStatus, withoutPlan } from './rules/plan-mistakes.ts';
import { memberOfFrozen, reach, unknownValue } from './rules/tenant-facts.ts';
import { deviceFilter, deviceValue, quotedNull, wholeElement } from './rules/text-mistakes.ts';

/** Every check, in the order in which it runs. Refusals and warnings of the rule language itself come before them. */
export const checks: readonly Check[] = [
  deviceFilter,
  mixedAndOr,
  unguardedOr,
  negativeOnNull,
  quotedNull,
  contradiction,
  duplicateCondition,
  withoutPlan,
  planStatus,
  wholeElement,
  deviceValue,
  patternMatchesAll,
  costlyOperator,
  containsAnchor,
  orToIn,
  unknownValue,
  reach,
  memberOfFrozen,
  noGuard,
  selfService,
];
