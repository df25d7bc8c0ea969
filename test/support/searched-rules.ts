import { EngineCache, RuleEngine, type SearchHelper } from '../../src/engine/index.ts';
import type { Tenant } from '../../src/model/index.ts';
import { compileRule } from '../../src/rules/index.ts';
import { generateTenant } from '../../src/synth/index.ts';
import { checkedRule } from './evaluate-everywhere.ts';

/** A tenant with so many people that a helper is worth asking. */
export function peopleToSearch(): Tenant {
  return generateTenant({ users: 5000, groups: 10, seed: 11, clock: Date.UTC(2026, 10, 23) });
}

const texts = ['an', 'er', 'li', 'sm', 'th', 'mar', 'son', 'ber', 'a.', '.c', 'é', 'K'];
const properties = ['displayName', 'userPrincipalName', 'mail', 'surname'];

/** Rules that look for texts and patterns in values, by themselves and beside conditions that need no search. */
const searchingRules: readonly string[] = properties.flatMap((property) =>
  texts.flatMap((text) => [
    `user.${property} -contains "${text}"`,
    `user.${property} -startsWith "${text}" -and user.accountEnabled -eq true`,
    `user.${property} -notContains "${text}" -or user.department -eq null`,
    `user.${property} -match "^[a-m].*${text.replace('.', String.raw`\.`)}"`,
    `-not (user.${property} -endsWith "${text}") -and user.userType -eq "Member"`,
    'user.accountEnabled -eq true -and user.department -ne null',
  ]),
);

/** What the rules say about all people, in a form that can be compared. */
export function searchedVerdicts(
  tenant: Tenant,
  helper: SearchHelper | undefined,
  onStep?: () => void,
): readonly (readonly [members: readonly number[], undecided: readonly number[]])[] {
  const programs = searchingRules.map((text) => compileRule(checkedRule(text)));
  const context = { population: tenant.populations.user, now: tenant.clock };
  const work = onStep === undefined ? {} : { onStep };
  return new RuleEngine(programs, new EngineCache(helper))
    .evaluateAll(context, work)
    .map(({ members, undecided }) => [[...members.toArray()], [...undecided.toArray()]]);
}
