import { emptyRowSet } from '../../src/base/index.ts';
import type { Population } from '../../src/model/index.ts';
import {
  type CheckedRule,
  checkRule,
  compileRule,
  createPredicateCache,
  evaluateRow,
  type EvaluationContext,
  findRuleProperty,
} from '../../src/rules/index.ts';
import { type Chance, createChance } from './chance.ts';
import { servicePlans, workloadClock } from './workload-users.ts';

/** What a condition may look at, and how often. Names are the rule language's. */
type Weighted = readonly (readonly [name: string, weight: number])[];

const equalityProperties: Weighted = [
  ['department', 16],
  ['city', 13],
  ['jobTitle', 11],
  ['physicalDeliveryOfficeName', 5],
  ['postalCode', 3],
  ['state', 5],
  ['country', 2],
  ['companyName', 2],
  ['usageLocation', 1],
  ['preferredLanguage', 0.5],
  ['surname', 3],
  ['employeeId', 1],
  ['extensionAttribute1', 7],
  ['extensionAttribute2', 1],
  ['extensionAttribute3', 9],
  ['extensionAttribute6', 1],
  ['extensionAttribute7', 3],
  ['extensionAttribute8', 8],
  ['extensionAttribute9', 4],
  ['extensionAttribute10', 4],
  ['extensionAttribute11', 1],
  ['extensionAttribute12', 1],
  ['extensionAttribute13', 1],
  ['extensionAttribute14', 1],
];

/** What a rule adds to say "of those, only…": broad conditions that many rules share. */
const broadConditions: Weighted = [
  ['user.accountEnabled -eq true', 10],
  ['user.userType -eq "Member"', 8],
  ['user.userType -ne "Guest"', 3],
  ['user.dirSyncEnabled -eq true', 2],
  ['user.mail -ne null', 3],
  ['user.department -ne null', 2],
  ['user.extensionAttribute4 -ne null', 1],
  ['user.employeeId -ne null', 1],
  ['user.passwordPolicies -eq null', 1],
];

const affixProperties: Weighted = [
  ['displayName', 8],
  ['userPrincipalName', 8],
  ['mail', 6],
  ['employeeId', 5],
  ['jobTitle', 8],
  ['mobile', 4],
  ['streetAddress', 3],
  ['onPremisesDistinguishedName', 4],
  ['mailNickName', 3],
  ['extensionAttribute1', 4],
  ['extensionAttribute7', 5],
  ['extensionAttribute13', 3],
  ['extensionAttribute15', 3],
  ['postalCode', 4],
];

const infixProperties: Weighted = [
  ['displayName', 8],
  ['jobTitle', 10],
  ['userPrincipalName', 6],
  ['onPremisesDistinguishedName', 5],
  ['department', 6],
  ['streetAddress', 3],
  ['extensionAttribute7', 4],
  ['extensionAttribute12', 3],
  ['physicalDeliveryOfficeName', 3],
];

/** A rule is wide when it holds for more of the sampled people than this. */
const wideShare = 0.02;
/** The share of wide rules that stay as they are. */
const keptWideShare = 0.1;
const sampleSize = 150;

/**
 * Writes `count` rules about the people of a population and checks them. Seven in ten combine equalities and lists, three in
 * twenty look at beginnings and ends, one in ten searches or matches, one in twenty asks collections or dates. Literals are
 * taken from one person for each rule, so that conjunctions have members, as those that people write.
 */
export function writeRules(population: Population, count: number, seed: number): readonly CheckedRule[] {
  const writer = new RuleWriter(population, createChance(seed, 'rules'));
  return Array.from({ length: count }, () => writer.write());
}

/** Checks a text of the rule language. Throws on an invalid one: the writer is wrong then. */
function checked(text: string): CheckedRule {
  const check = checkRule(text);
  if (!check.ok) throw new Error(`${text}: ${check.errors[0]?.message}`);
  return check.rule;
}

class RuleWriter {
  readonly #population: Population;
  readonly #chance: Chance;
  readonly #context: EvaluationContext;
  #person = 0;

  constructor(population: Population, chance: Chance) {
    this.#population = population;
    this.#chance = chance;
    this.#context = {
      population,
      now: workloadClock,
      cache: createPredicateCache(),
      membersOf: () => ({ known: emptyRowSet, isComplete: true }),
    };
  }

  /** One more rule. Most of those that would take in a large part of the company get a condition that narrows them. */
  write(): CheckedRule {
    const rule = checked(this.#draft());
    if (this.#sampledShare(rule) <= wideShare || this.#chance.hits(keptWideShare)) return rule;
    const { root, text } = rule;
    return checked(this.#all(root.kind === 'or' ? `(${text})` : text, this.#equality()));
  }

  /** The share of a few people who are members. */
  #sampledShare(rule: CheckedRule): number {
    const program = compileRule(rule);
    const sampled = Math.min(sampleSize, this.#population.size);
    let members = 0;
    for (let index = 0; index < sampled; index++) {
      const row = Math.floor((index * this.#population.size) / sampled);
      if (evaluateRow(program, this.#context, row) === 'member') members++;
    }
    return members / sampled;
  }

  #draft(): string {
    const chance = this.#chance;
    this.#person = chance.below(this.#population.size);
    const lot = chance.real();
    if (lot < 0.7) return this.#plainRule();
    const special = lot < 0.85 ? this.#affix() : lot < 0.95 ? this.#infix() : this.#special();
    const parts = [special];
    if (chance.hits(0.7)) parts.push(this.#equality());
    if (chance.hits(0.6)) parts.push(this.#broad());
    if (chance.hits(0.15)) parts.push(this.#equality());
    return [...new Set(parts)].join(' and ');
  }

  #plainRule(): string {
    const chance = this.#chance;
    const narrow = this.#equality();
    const shape = chance.real();
    if (shape < 0.12) return narrow;
    if (shape < 0.3) return this.#all(narrow, this.#broad());
    if (shape < 0.52) return this.#all(narrow, this.#equality());
    if (shape < 0.66) return this.#all(narrow, this.#equality(), this.#broad());
    if (shape < 0.76) return this.#all(this.#broad(), `(${narrow} or ${this.#equality(true)})`, this.#broad());
    if (shape < 0.83)
      return `(${narrow} and ${this.#equality()}) or (${this.#equality(true)} and ${this.#equality(true)})`;
    if (shape < 0.93) return this.#all(narrow, this.#exception(), this.#broad());
    return this.#all(narrow, this.#equality(), this.#broad(), this.#exception(), this.#broad());
  }

  #all(...parts: readonly string[]): string {
    return [...new Set(parts)].join(' and ');
  }

  #broad(): string {
    return this.#pick(broadConditions);
  }

  /** A condition that the person of the rule satisfies; about somebody else if `other`. */
  #equality(other = false): string {
    const chance = this.#chance;
    const [name, text] = this.#literal(equalityProperties, other);
    if (!chance.hits(0.1)) return `user.${name} -eq "${text}"`;
    const listed = new Set([text]);
    const wanted = 2 + chance.below(5);
    for (let attempt = 0; attempt < 40 && listed.size < wanted; attempt++) {
      const more = this.#textOf(chance.below(this.#population.size), name);
      if (more !== undefined) listed.add(more);
    }
    return `user.${name} -in [${[...listed].map((each) => `"${each}"`).join(', ')}]`;
  }

  #exception(): string {
    const [name, text] = this.#literal(equalityProperties, true);
    const [otherName, otherText] = this.#literal(equalityProperties, true);
    const lot = this.#chance.real();
    if (lot < 0.4) return `user.${name} -ne "${text}"`;
    if (lot < 0.6) return `user.${name} -notIn ["${text}"]`;
    return `not (user.${name} -eq "${text}" or user.${otherName} -eq "${otherText}")`;
  }

  #affix(): string {
    const chance = this.#chance;
    const [name, whole] = this.#literal(affixProperties);
    const text = chance.hits(0.85) ? tellingPart(whole) : whole;
    if (chance.hits(0.55)) {
      const length = Math.min(text.length, 3 + chance.below(Math.max(1, Math.min(9, text.length - 3))));
      const operator = chance.hits(0.06) ? 'notStartsWith' : 'startsWith';
      return `user.${name} -${operator} "${text.slice(0, length)}"`;
    }
    const at = text.indexOf('@');
    const length = at > 0 ? text.length - at : Math.min(text.length, 3 + chance.below(4));
    return `user.${name} -endsWith "${text.slice(text.length - length)}"`;
  }

  #infix(): string {
    const chance = this.#chance;
    const [name, whole] = this.#literal(infixProperties);
    const text = tellingPart(whole);
    const start = chance.below(Math.max(1, text.length - 4));
    const piece = text.slice(start, start + 4 + chance.below(4)).trim();
    if (chance.hits(0.6)) return `user.${name} -${chance.hits(0.05) ? 'notContains' : 'contains'} "${piece}"`;
    const last = escapePattern(text.slice(-3));
    const first = escapePattern(text.slice(0, 4));
    const patterns = [`^${first}.*${last}$`, `${escapePattern(piece)}\\d*$`, `^(${first}|${escapePattern(piece)})`];
    return `user.${name} -match "${patterns[chance.below(patterns.length)]}"`;
  }

  #special(): string {
    const chance = this.#chance;
    const plan = servicePlans[chance.below(servicePlans.length)] ?? servicePlans[0];
    const person = chance.below(this.#population.size);
    const forms: readonly (() => string)[] = [
      () =>
        `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${plan?.servicePlanId}" and assignedPlan.capabilityStatus -eq "Enabled")`,
      () =>
        `user.assignedPlans -any (assignedPlan.service -eq "${plan?.service}" and assignedPlan.capabilityStatus -eq "Deleted")`,
      () => `user.proxyAddresses -any (_ -startsWith "smtp:u${person}")`,
      () => `user.proxyAddresses -any (_ -endsWith "@unit${1 + chance.below(23)}.contoso.example")`,
      () => `user.otherMails -any (_ -contains "son${1 + chance.below(999)}")`,
      () => `user.otherMails -all (_ -endsWith "@mail.example")`,
      () => `user.employeeHireDate -ge system.now -minus P${1 + chance.below(400)}D`,
      () =>
        `user.employeeHireDate -le ${new Date(Date.UTC(2012 + chance.below(13), chance.below(12), 1)).toISOString()}`,
    ];
    const weights = [3, 2, 2, 1, 2, 0.5, 2, 1];
    return (forms[draw(chance, weights)] ?? forms[0])?.() ?? '';
  }

  /** A property, by weight, for which the person (or another one) has a value that can stand in quotes. */
  #literal(properties: Weighted, other = false): readonly [name: string, text: string] {
    for (let attempt = 0; attempt < 1000; attempt++) {
      const name = this.#pick(properties);
      const row = other || attempt > 20 ? this.#chance.below(this.#population.size) : this.#person;
      const text = this.#textOf(row, name);
      if (text !== undefined) return [name, text];
    }
    throw new Error('nobody has a value');
  }

  #textOf(row: number, name: string): string | undefined {
    const text = this.#population.textAt(row, findRuleProperty('user', name)?.source ?? name);
    return text === undefined || text.includes("'") || text.length < 4 ? undefined : text;
  }

  #pick(entries: Weighted): string {
    return (
      entries[
        draw(
          this.#chance,
          entries.map(([, weight]) => weight),
        )
      ]?.[0] ?? ''
    );
  }
}

function draw(chance: Chance, weights: readonly number[]): number {
  let lot = chance.real() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    lot -= weight;
    if (lot < 0) return index;
  }
  return weights.length - 1;
}

/** The part of an address or a distinguished name that tells people apart. */
function tellingPart(text: string): string {
  if (text.startsWith('CN=')) return text.slice(0, text.indexOf(',DC='));
  const at = text.indexOf('@');
  return at > 0 ? text.slice(0, at) : text;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/#\s-]/g, (sign) =>
    sign === ' ' ? '\\s' : sign === '-' ? '-' : `\\${sign}`,
  );
}
