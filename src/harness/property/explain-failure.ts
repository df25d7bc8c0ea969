import { licensedGroups, licenseDeps, policyOf, readLicenses } from '../../licensing/index.ts';
import {
  buildPlan,
  createRowContext,
  decidingLinks,
  explainMembership,
  type PlanDocument,
  type ReasonLink,
} from '../../plan/index.ts';
import { type CheckedRule, compileRule, type Explanation, explainRow } from '../../rules/index.ts';
import type { Settled } from '../../simulation/index.ts';
import type { CaseFailure, DecidingRule } from '../report/index.ts';
import type { PropertyFailure } from './small-failure.ts';
import { expectation, violationWords } from './claim-words.ts';
import { describeStep, describeTrial, nameIn } from './describe-trial.ts';
import type { Violation } from './judge-state.ts';
import { type Names, namesOf } from './names.ts';
import { type Claim, isAboutMoves, type PolicyProperty } from './policy-property.ts';
import { changeSetOf, type TrialDeps } from './trial.ts';

/** What is to be told about somebody: rules with their values, and causes nearest first. */
interface Story {
  readonly rules: DecidingRule[];
  readonly because: string[];
}

/**
 * A failure in words: what was expected and what was found, the rules that decided with the value of every condition, the causes
 * from the violation back to values and changes, and the smallest tenant that shows it.
 */
export function explainFailure(property: PolicyProperty, failure: PropertyFailure, deps: TrialDeps): CaseFailure {
  const { claim } = property;
  const { played, trial, violation } = failure;
  const names = namesOf(played.after.tenant, licenseDeps(deps.semantics, deps.catalogue).catalogue);
  const story: Story = { rules: [], because: [] };
  tell(story, claim, violation, failure, names, deps);
  const got = violationWords(claim, violation, names);
  return {
    code: 'property/violated',
    message: `${got}.`,
    expected: expectation(claim, names),
    got,
    ...(property.place === undefined ? {} : { place: property.place }),
    rules: story.rules,
    because: [...new Set(story.because)],
    details: [...describeTrial(trial, names), ...howFound(failure)],
    hint: hintFor(claim),
  };
}

function howFound({ found, people }: PropertyFailure): readonly string[] {
  if (people !== undefined && people > 1) return [`In the tenant as it is, ${people} people show it.`];
  if (found === undefined) return [];
  return [`Found by case ${found.runs}, made smaller ${found.shrinks} ${found.shrinks === 1 ? 'time' : 'times'}.`];
}

function hintFor(claim: Claim): string {
  return isAboutMoves(claim)
    ? 'Mend the rule so that it does not read the attribute, or name the groups that may depend on it.'
    : 'Mend the rule, or say in the property for whom it holds.';
}

function tell(
  story: Story,
  claim: Claim,
  violation: Violation,
  { played, trial }: PropertyFailure,
  names: Names,
  deps: TrialDeps,
): void {
  if (violation.kind === 'seats') return tellSeats(story, violation.skuId, played.after, names);
  const { type, row } = violation;
  const who = { type, row, label: names.person(type, row) };
  const last = lastMove(played, trial, names, deps);
  switch (violation.kind) {
    case 'inBoth':
      for (const group of violation.groups) tellMembership(story, who, group, played.after, last, names, deps);
      return;
    case 'moved':
      if (violation.group !== undefined) tellMembership(story, who, violation.group, played.after, last, names, deps);
      else tellLicense(story, who, [violation.skuId ?? ''], played.after, last, names, deps);
      return;
    case 'person':
      return tellPerson(story, claim, who, played.after, last, names, deps);
  }
}

interface Who {
  readonly type: 'user' | 'device';
  readonly row: number;
  readonly label: string;
}

function tellPerson(
  story: Story,
  claim: Claim,
  who: Who,
  settled: Settled,
  last: LastMove | undefined,
  names: Names,
  deps: TrialDeps,
): void {
  if (claim.kind === 'implies') {
    for (const group of [claim.from, claim.to]) tellMembership(story, who, group, settled, last, names, deps);
    return;
  }
  if (claim.kind !== 'always' && claim.kind !== 'never') return;
  const { license, licenseError, memberOf, rule } = claim.has;
  const view = readLicenses(settled.tenant);
  if (license !== undefined)
    tellLicense(story, who, license === 'any' ? view.skuIds() : license, settled, last, names, deps);
  if (licenseError !== undefined)
    tellLicense(story, who, licenseError === 'any' ? view.skuIds() : licenseError, settled, last, names, deps);
  for (const group of memberOf === undefined || memberOf === 'any' ? groupsOf(settled, who) : memberOf)
    if (memberOf !== undefined) tellMembership(story, who, group, settled, last, names, deps);
  if (rule !== undefined) tellRule(story, who, 'rule of the property', rule, settled, deps);
  if (claim.who !== undefined) tellRule(story, who, 'whom the property is about', claim.who, settled, deps);
}

/** Groups by which somebody has a SKU, or should, with the chain from the license to the values. */
function tellLicense(
  story: Story,
  who: Who,
  skus: readonly string[],
  settled: Settled,
  last: LastMove | undefined,
  names: Names,
  deps: TrialDeps,
): void {
  const { tenant } = settled;
  const view = readLicenses(tenant);
  const id = tenant.populations.user.idAt(who.row);
  for (const skuId of skus) {
    for (const entry of last?.plan.effects.licenses ?? []) {
      if (entry.user.id === id && entry.sku.skuId === skuId) story.because.push(...wordsOf(entry.because, last));
    }
    const paths = view.pathsOf(who.row).filter((path) => path.skuId === skuId);
    for (const { assignedByGroup, error } of paths) {
      const how = assignedByGroup === null ? 'directly' : `by ${names.group(assignedByGroup)}`;
      const problem = error === 'None' ? '' : ` (${error})`;
      story.because.push(
        `${who.label} ${error === 'None' ? 'holds' : 'is to have'} ${names.sku(skuId)} ${how}${problem}`,
      );
      if (assignedByGroup !== null) tellMembership(story, who, assignedByGroup, settled, last, names, deps);
    }
    if (paths.length > 0) continue;
    for (const group of licensedGroups(tenant)) {
      if (!policyOf(tenant, group).some((entry) => entry.skuId === skuId)) continue;
      tellMembership(story, who, tenant.populations.group.idAt(group), settled, last, names, deps);
    }
  }
}

function tellMembership(
  story: Story,
  who: Who,
  groupId: string,
  settled: Settled,
  last: LastMove | undefined,
  names: Names,
  deps: TrialDeps,
): void {
  const { tenant } = settled;
  const row = tenant.populations.group.rowOf(groupId);
  if (row === undefined) return;
  const id = tenant.populations[who.type].idAt(who.row);
  const told = explainMembership(settled, who.type, who.row, { type: 'group', row }, deps);
  const group = names.group(groupId);
  const verb = told.verdict === 'member' ? 'is' : told.verdict === 'notMember' ? 'is not' : 'may be';
  story.because.push(
    `${who.label} ${verb} a member of ${group}${told.mode === 'assigned' ? ', an assigned group' : ''}`,
  );
  const moves = (last?.plan.effects.memberships ?? []).filter(
    (entry) => entry.member.id === id && entry.group.id === tenant.populations.group.idAt(row),
  );
  for (const { because } of moves) story.because.push(...wordsOf(because, last));
  for (const nested of told.nestedPath.slice(1))
    story.because.push(`${group} holds ${JSON.stringify(nested.displayName)}`);
  if (told.explanation === undefined || told.rule === undefined) return;
  if (moves.length === 0) story.because.push(...decidingLinks(told.explanation, undefined).map(({ text }) => text));
  addRule(story, { title: `rule of ${group}`, subject: who.label, rule: told.rule, explanation: told.explanation });
}

function tellRule(story: Story, who: Who, title: string, rule: CheckedRule, settled: Settled, deps: TrialDeps): void {
  if (rule.object !== who.type) return;
  const context = createRowContext(settled, who.type, who.row, deps.cache);
  const explanation: Explanation = explainRow(compileRule(rule, deps.semantics), context, who.row);
  story.because.push(...decidingLinks(explanation, undefined).map(({ text }) => text));
  addRule(story, { title, subject: who.label, rule: rule.text, explanation });
}

function tellSeats(story: Story, skuId: string, { tenant }: Settled, names: Names): void {
  const view = readLicenses(tenant);
  view.held(skuId).forEach((row) => story.because.push(`${names.person('user', row)} holds ${names.sku(skuId)}`));
  for (const failure of view.failures()) {
    if (failure.skuId !== skuId) continue;
    failure.users.forEach((row) =>
      story.because.push(
        `${names.person('user', row)} is to have ${names.sku(skuId)} and does not get it (${failure.error})`,
      ),
    );
  }
}

function addRule(story: Story, rule: DecidingRule): void {
  if (!story.rules.some(({ title, subject }) => title === rule.title && subject === rule.subject))
    story.rules.push(rule);
}

function groupsOf({ tenant }: Settled, { type, row }: Who): readonly string[] {
  const { group } = tenant.populations;
  return [...tenant.relations.groupMembers]
    .filter(([holder, links]) => group.isActive(holder) && links.rows[type]?.has(row) === true)
    .map(([holder]) => group.idAt(holder));
}

/** What the last change did, with its causes, and the change in words. */
interface LastMove {
  readonly plan: PlanDocument;
  readonly step: string;
}

function lastMove(
  { outcome, played }: PropertyFailure['played'],
  { tenant, steps }: PropertyFailure['trial'],
  names: Names,
  { semantics, cache, catalogue }: TrialDeps,
): LastMove | undefined {
  const step = steps[played - 1];
  if (outcome === undefined || step === undefined) return undefined;
  const plan = buildPlan(outcome, changeSetOf([step]), {
    tool: '',
    fingerprint: '',
    guardrails: {},
    semantics,
    cache,
    ...(catalogue === undefined ? {} : { catalogue }),
  });
  return { plan, step: `change ${played}: ${describeStep(step, nameIn(tenant, names))}` };
}

function wordsOf(links: readonly ReasonLink[], last: LastMove | undefined): readonly string[] {
  return links.map(({ kind, text }) => (kind === 'step' && last !== undefined ? last.step : text));
}
