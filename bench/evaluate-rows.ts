/**
 * How long rules take over columns: 1,000 mixed rules over 100,000 users, and one rule over 1,000,000.
 * Run: `npx tsx bench/evaluate-rows.ts`. Prints milliseconds; compares nothing.
 */
import { createRandom, emptyRowSet, type Random } from '../src/base/index.ts';
import { createTenant, type Population, TenantDraft } from '../src/model/index.ts';
import {
  checkRule,
  compileRule,
  createPredicateCache,
  type EvaluationContext,
  evaluateRows,
  type RuleProgram,
} from '../src/rules/index.ts';

const now = Date.UTC(2026, 10, 23);

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.real() ** 2 * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const words = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}`);
const departments = words('Department', 60);
const cities = words('City', 300);
const titles = words('Title', 800);
const countries = words('Country', 40);
const companies = words('Company', 12);

function makeUsers(count: number, random: Random): Population {
  const draft = new TenantDraft(createTenant(now));
  const users = draft.population('user');
  const set = (row: number, name: string, value: string, nullShare: number): void => {
    const column = users.columnDraft(name);
    if (random.real() < nullShare) column.setCode(row, 1);
    else column.setText(row, value);
  };
  for (let index = 0; index < count; index++) {
    const row = users.addRow(random.guid());
    const name = `User ${index} ${pick(random, cities)}`;
    set(row, 'displayName', name, 0);
    set(row, 'userPrincipalName', `user${index}@${pick(random, companies).replace(' ', '')}.example.com`, 0);
    set(row, 'department', pick(random, departments), 0.1);
    set(row, 'city', pick(random, cities), 0.2);
    set(row, 'jobTitle', pick(random, titles), 0.2);
    set(row, 'country', pick(random, countries), 0.05);
    set(row, 'companyName', pick(random, companies), 0.3);
    set(row, 'userType', random.real() < 0.1 ? 'Guest' : 'Member', 0);
    set(row, 'accountEnabled', String(random.real() < 0.9), 0);
    set(row, 'employeeHireDate', new Date(now - random.int(0, 3000) * 86_400_000).toISOString(), 0.2);
    set(row, 'proxyAddresses', JSON.stringify([`SMTP:user${index}@example.com`]), 0.05);
    for (let each = 1; each <= 15; each++) set(row, `extensionAttribute${each}`, `v${random.int(0, 20 * each)}`, 0.3);
  }
  return draft.finish().populations.user;
}

function makeRule(random: Random): string {
  const quoted = (items: readonly string[]): string => `"${pick(random, items)}"`;
  const extension = (): string => `extensionAttribute${random.int(1, 15)}`;
  const leaves: readonly (() => string)[] = [
    () => `user.department -eq ${quoted(departments)}`,
    () => `user.city -eq ${quoted(cities)}`,
    () => `user.country -in [${quoted(countries)}, ${quoted(countries)}, ${quoted(countries)}]`,
    () => `user.jobTitle -startsWith "Title ${random.int(1, 79)}"`,
    () => `user.jobTitle -contains "${random.int(10, 99)}"`,
    () => `user.${extension()} -eq "v${random.int(0, 60)}"`,
    () => `user.${extension()} -ne null`,
    () => `user.companyName -ne ${quoted(companies)}`,
    () => `user.displayName -match "city ${random.int(1, 29)}\\d?$"`,
    () => `user.userPrincipalName -endsWith "@company${random.int(0, 11)}.example.com"`,
    () => `user.employeeHireDate -ge system.now -minus P${random.int(1, 900)}D`,
    () => `user.proxyAddresses -any (_ -startsWith "smtp:user${random.int(1, 999)}")`,
    () => `not (user.city -in [${quoted(cities)}, ${quoted(cities)}])`,
  ];
  const leaf = (): string => `(${(leaves[random.int(0, leaves.length - 1)] ?? leaves[0])?.()})`;
  const shapes: readonly (() => string)[] = [
    () => leaf(),
    () => `user.accountEnabled -eq true and ${leaf()}`,
    () => `user.accountEnabled -eq true and user.userType -eq "Member" and ${leaf()} and ${leaf()}`,
    () => `(${leaf()} or ${leaf()}) and user.accountEnabled -eq true`,
    () => `${leaf()} or ${leaf()}`,
  ];
  return (shapes[random.int(0, shapes.length - 1)] ?? leaf)();
}

function compile(text: string): RuleProgram {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(`${text}: ${checked.errors[0]?.message}`);
  return compileRule(checked.rule);
}

function measure<Result>(label: string, run: () => Result): Result {
  const start = performance.now();
  const result = run();
  console.log(`${label.padEnd(60)} ${(performance.now() - start).toFixed(1)} ms`);
  return result;
}

function contextOf(population: Population): EvaluationContext {
  return {
    population,
    now,
    cache: createPredicateCache(),
    membersOf: () => ({ known: emptyRowSet, isComplete: true }),
  };
}

const random = createRandom(7);
const small = contextOf(measure('make 100,000 users', () => makeUsers(100_000, random)));
const programs = measure('check and compile 1,000 rules', () =>
  Array.from({ length: 1000 }, () => compile(makeRule(random))),
);
const evaluateAll = (): number => programs.reduce((sum, program) => sum + evaluateRows(program, small).members.size, 0);
const total = measure('1,000 rules over 100,000 users, cold', evaluateAll);
measure('1,000 rules over 100,000 users, warm', evaluateAll);
console.log(`${total} memberships`);

const large = contextOf(measure('make 1,000,000 users', () => makeUsers(1_000_000, random)));
for (const text of [
  'user.department -eq "Department 3" and user.accountEnabled -eq true and user.userType -eq "Member"',
  'user.objectId -ne null',
  'user.displayName -contains "City 12"',
  'user.city -ne "City 1" or user.country -eq null',
]) {
  const program = compile(text);
  measure(`cold: ${text}`.slice(0, 60), () => evaluateRows(program, large));
  measure(`warm: ${text}`.slice(0, 60), () => evaluateRows(program, large));
  measure(`warm: ${text}`.slice(0, 60), () => evaluateRows(program, large));
}
