import type { JsonValue } from '../../base/index.ts';
import { findRuleProperty, type RuleObject } from '../../rules/index.ts';
import {
  type CaseFailure,
  type CaseReport,
  type MutationSummary,
  type Place,
  placeInRule,
  type SuiteReport,
} from '../report/index.ts';
import type { LicenseMutant, Mutant } from './mutant.ts';
import type { MadeUpWitness, MutantResult } from './test-mutant.ts';

/** Counts results. `total` is how many mutants there are, tested or not; `least` the score that is wanted, in percent. */
export function summarizeMutants(results: readonly MutantResult[], total: number, least: number): MutationSummary {
  const count = (kind: MutantResult['kind']): number => results.filter((result) => result.kind === kind).length;
  const killed = count('killed');
  const onlyHereEqual = count('onlyHereEqual');
  const survived = count('survived') + count('unexplained');
  const counted = killed + survived + onlyHereEqual;
  const score = counted === 0 ? 100 : (100 * killed) / counted;
  return {
    killed,
    survived,
    onlyHereEqual,
    equivalent: count('equivalent'),
    notRun: total - results.length,
    score,
    least,
    ok: score >= least,
  };
}

/** The results as cases, one suite for each policy in the order of the mutants. `places` are those of rules, by id. */
export function mutationSuites(
  results: readonly MutantResult[],
  places: ReadonlyMap<string, Place> = new Map(),
): readonly SuiteReport[] {
  const byPolicy = new Map<string, { readonly name: string; readonly results: MutantResult[] }>();
  for (const result of results) {
    const { group } = result.mutant;
    const entry = byPolicy.get(group.id) ?? { name: group.name, results: [] };
    entry.results.push(result);
    byPolicy.set(group.id, entry);
  }
  return [...byPolicy].map(([id, entry]) => {
    const place = places.get(id);
    return {
      name: entry.name,
      ...(place === undefined ? {} : { file: place.file }),
      cases: entry.results.map((result) => caseOf(result, place)),
    };
  });
}

function caseOf(result: MutantResult, rulePlace: Place | undefined): CaseReport {
  const { mutant } = result;
  const place = placeOf(mutant, rulePlace);
  const common = {
    name: `${mutant.group.name}: ${mutant.what}`,
    subject: mutant.group.name,
    tags: [mutant.change],
    failures: [],
    ...(place === undefined ? {} : { place }),
  };
  switch (result.kind) {
    case 'killed':
      return { ...common, status: 'passed', notes: [`noticed by ${result.by}`] };
    case 'equivalent':
      return { ...common, status: 'skipped', reason: `means the same: ${result.because}` };
    default:
      return { ...common, status: 'failed', failures: [failureOf(result, place)] };
  }
}

function placeOf(mutant: Mutant, place: Place | undefined): Place | undefined {
  if (mutant.kind === 'license' || place === undefined) return undefined;
  return placeInRule(place, mutant.policy.rule.text, mutant.span) ?? place;
}

type Unnoticed = Exclude<MutantResult, { kind: 'killed' | 'equivalent' }>;

function failureOf(result: Unnoticed, place: Place | undefined): CaseFailure {
  const { mutant } = result;
  const common = {
    rules: [],
    because: [],
    ...(place === undefined ? {} : { place }),
  };
  const policy = [`- ${mutant.before}`, `+ ${mutant.after}`];
  switch (result.kind) {
    case 'survived': {
      const { person, before, after } = result.witness;
      return {
        ...common,
        code: 'mutate/survivor',
        message: 'No case notices this change.',
        because: [`${person} ${saidWords(before)} by the policy, and ${saidWords(after)} by the changed one`],
        details: [...policy, '', 'A case that would notice:', ...caseLines(mutant, person, before)],
      };
    }
    case 'onlyHereEqual':
      return {
        ...common,
        code: 'mutate/only-here-equal',
        message: 'No case notices this change, and nobody of this tenant comes out differently by it.',
        ...explainMadeUp(mutant, result.madeUp, policy),
      };
    case 'unexplained':
      return {
        ...common,
        code: 'mutate/survivor',
        message: 'No case notices this change.',
        details: policy,
        hint: 'Nobody was found for whom the two differ, and it could not be proved that there is none.',
      };
  }
}

function explainMadeUp(
  mutant: Mutant,
  madeUp: MadeUpWitness | undefined,
  policy: readonly string[],
): Pick<CaseFailure, 'because' | 'details'> {
  if (mutant.kind === 'license' || madeUp === undefined) {
    return { because: ['no member of the group gets other licenses by it today'], details: policy };
  }
  const { before, after, subject } = madeUp;
  const values = Object.entries(subject.attributes).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const open = subject.unknown.map((name) => `${name} not known`);
  const who = [...values, ...open].join(', ');
  return {
    because: [
      `somebody with ${who} ${saidWords(verdictWords[before])} by the policy, and ${saidWords(verdictWords[after])} by the changed one`,
    ],
    details: [
      ...policy,
      ...(open.length > 0 || mutant.rule.object === 'device'
        ? []
        : [
            '',
            'A person and a case that would notice:',
            ...personLines(mutant.rule.object, subject.attributes),
            ...caseLines(mutant, 'near-miss', verdictWords[before]),
          ]),
    ],
  };
}

const verdictWords = { true: 'member', false: 'notMember', undecided: 'undecided' } as const;

/** The people of a suite, with Graph's names, as YAML. JSON texts are YAML. */
function personLines(object: RuleObject, attributes: Readonly<Record<string, JsonValue>>): readonly string[] {
  const values = Object.entries(attributes).map(([name, value]) => {
    const property = findRuleProperty(object, name);
    const stored = property?.isFirstElement === true && value !== null ? [value] : value;
    return `${property?.source ?? name}: ${JSON.stringify(stored)}`;
  });
  return ['people:', `  near-miss: { ${values.join(', ')} }`, 'tests:'];
}

/** A case as YAML. */
function caseLines(mutant: Mutant, person: string, before: string): readonly string[] {
  const expect = mutant.kind === 'rule' ? `{ member: ${memberWords[before] ?? before} }` : licenseExpectation(mutant);
  return [
    `  - name: ${JSON.stringify(`${person} and ${mutant.group.name}`)}`,
    `    person: ${JSON.stringify(person)}`,
    ...(mutant.kind === 'rule' ? [`    group: ${JSON.stringify(mutant.group.name)}`] : []),
    `    expect: ${expect}`,
  ];
}

const memberWords: Readonly<Record<string, string>> = { member: 'true', notMember: 'false' };

const said: Readonly<Record<string, string>> = {
  member: 'is a member',
  notMember: 'is no member',
  undecided: 'cannot be decided',
};

function saidWords(text: string): string {
  return said[text] ?? text;
}

/** What the unchanged policy gives, as a suite expects it. */
function licenseExpectation({ change, sku, plan }: LicenseMutant): string {
  if (plan === undefined) return `{ licenses: { includes: [${JSON.stringify(sku)}] } }`;
  const form = change === 'disabled plan' ? 'includes' : 'excludes';
  return `{ licenses: { plans: { ${form}: [${JSON.stringify(plan)}] } } }`;
}
