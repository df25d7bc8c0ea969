import type { PlanRuleReport, ServicePlanName, SkuName } from '../licensing/index.ts';
import type { TextStyle } from './style.ts';
import type { Lines } from './text-block.ts';
import { hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';

/**
 * The rules with the given ids, seen from the plans at hand (of a SKU, or one): what they exclude, what they need, and, in one line,
 * which other plans need one of them. No lines when there are none.
 */
export function planRuleLines(
  rules: readonly PlanRuleReport[],
  ids: readonly string[],
  plans: readonly ServicePlanName[],
  style: TextStyle,
): Lines {
  const own = new Set(plans.map(({ servicePlanId }) => servicePlanId));
  const about = rules.filter(({ id }) => ids.includes(id));
  const isFulfilled = ({ servicePlan }: PlanRuleReport): boolean =>
    servicePlan !== undefined && !own.has(servicePlan.servicePlanId);
  const lines = [
    ...about.filter((rule) => !isFulfilled(rule)).flatMap((rule) => ruleLines(rule, own, style)),
    ...neededByLines(about.filter(isFulfilled), style),
  ];
  return lines.length === 0 ? [] : ['    Plan rules', ...lines];
}

function ruleLines(rule: PlanRuleReport, own: ReadonlySet<string>, style: TextStyle): Lines {
  const sentence = sentenceOf(rule, own);
  return [
    ...hangText(`${visible(rule.id)}${statusOf(rule)}`, style.width, '      ', '        ').map(style.palette.note),
    ...(sentence === undefined ? [] : hangText(visible(sentence), style.width, '        ', '        ')),
    ...suspectLines(rule, style),
  ];
}

/** Whether a rule holds and how well it is supported: ` (documented)`, ` (documented; does not hold)`. */
function statusOf({ kind, enforce, grade }: PlanRuleReport): string {
  const words = {
    default: [],
    optional: ['optional: does not hold unless asked for'],
    off: [kind === 'skuPrerequisite' ? 'a condition of trade' : 'does not hold'],
  };
  const status = [...(grade === undefined ? [] : [grade]), ...words[enforce]];
  return status.length === 0 ? '' : ` (${status.join('; ')})`;
}

/** What the rule says about the plans at hand; undefined when its suspect pairs say it all. */
function sentenceOf(rule: PlanRuleReport, own: ReadonlySet<string>): string | undefined {
  const { kind, servicePlan, servicePlans = [], anyOf = [], sku, skus = [] } = rule;
  switch (kind) {
    case 'conflicts':
      return conflictSentence(rule, own);
    case 'compatible':
      return `${planNames(servicePlans)} go together`;
    case 'requires':
      return `${servicePlan?.servicePlanName ?? ''} needs ${anyOf.length === 1 ? '' : 'one of '}${planNames(anyOf)}`;
    case 'skuConflicts':
      return `${skuNames(skus)} exclude each other as SKUs`;
    case 'skuPrerequisite':
      return `${sku?.skuPartNumber ?? ''} is sold on top of ${skus.length === 1 ? '' : 'one of '}${skuNames(skus)}`;
  }
}

function conflictSentence(
  { servicePlans = [], suspectPairs = [] }: PlanRuleReport,
  own: ReadonlySet<string>,
): string | undefined {
  const here = servicePlans.filter(({ servicePlanId }) => own.has(servicePlanId));
  const [only] = here;
  if (here.length !== 1 || only === undefined) return `${planNames(servicePlans)} exclude each other`;
  const without = new Set(
    suspectPairs
      .filter(({ isEnforced }) => !isEnforced)
      .map((pair) => pair.servicePlans.map(({ servicePlanId }) => servicePlanId))
      .filter((pair) => pair.includes(only.servicePlanId))
      .flat(),
  );
  const others = servicePlans.filter((plan) => plan !== only && !without.has(plan.servicePlanId));
  return others.length === 0 ? undefined : `${only.servicePlanName} excludes ${planNames(others)}`;
}

function neededByLines(rules: readonly PlanRuleReport[], style: TextStyle): Lines {
  const plans = rules.flatMap(({ enforce, servicePlan }) =>
    enforce === 'default' && servicePlan !== undefined ? [servicePlan] : [],
  );
  if (plans.length === 0) return [];
  return hangText(visible(`fulfils what these need: ${planNames(plans)}`), style.width, '      ', '        ');
}

function suspectLines({ suspectPairs = [] }: PlanRuleReport, style: TextStyle): Lines {
  return suspectPairs.flatMap(({ servicePlans, isEnforced, why }) => {
    const status = isEnforced ? 'suspect, but switched on' : 'does not hold';
    const names = servicePlans.map(({ servicePlanName }) => servicePlanName).join(' with ');
    return hangText(visible(`${names}: ${status}. ${why}`), style.width, '        ', '        ').map(style.palette.dim);
  });
}

function planNames(plans: readonly ServicePlanName[]): string {
  return plans.map(({ servicePlanName }) => servicePlanName).join(', ');
}

function skuNames(skus: readonly SkuName[]): string {
  return skus.map(({ skuPartNumber }) => skuPartNumber).join(', ');
}
