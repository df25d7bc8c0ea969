import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowSet } from '../../src/base/index.ts';
import { readTenant } from '../../src/directory/index.ts';
import {
  type CausedMutation,
  defaultSemantics,
  fingerprintOf,
  type LinkSet,
  type ObjectType,
  objectTypes,
  relationHolders,
  type Tenant,
  TenantDraft,
} from '../../src/model/index.ts';
import { explainMembership } from '../../src/plan/index.ts';
import { createRowSubject, evaluateReference } from '../../src/rules/index.ts';
import { holderKey, type Outcome, prepareSimulation, type Settled, settleFor } from '../../src/simulation/index.ts';
import { changeSequences, smallTenants } from '../support/arbitraries/change-sequences.ts';
import { play, rowsOf, settleNow } from '../support/members-of.ts';
import { seeded } from '../support/seed.ts';

function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** A settled tenant without the shapes of its sets, to be compared. */
function plain({ tenant, dynamic, loops }: Settled) {
  const states = [...dynamic].map(([key, { mode, memberType, members, undecided, rule, diagnostics }]) => ({
    key,
    mode,
    memberType,
    members: rowsOf(members),
    undecided: rowsOf(undecided),
    rule: rule?.text,
    codes: diagnostics.map(({ code }) => code),
  }));
  return {
    fingerprint: fingerprintOf(tenant),
    states: states.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    loops: loops.map(({ sequence }) => sequence.map(holderKey)),
  };
}

/** A tenant with mutations applied in order, as a store would. */
function replay(tenant: Tenant, mutations: readonly CausedMutation[]): Tenant {
  const draft = new TenantDraft(tenant);
  for (const { mutation } of mutations) {
    if (mutation.kind === 'setClock') draft.clock = mutation.after;
    else if (mutation.kind === 'addObject') draft.addObject(mutation.type, mutation.id, mutation.properties);
    else if (mutation.kind === 'setProperties') {
      const population = draft.population(mutation.type);
      const row = population.rowOf(mutation.id) ?? -1;
      for (const [name, value] of Object.entries(mutation.before)) {
        must(JSON.stringify(population.valueAt(row, name)) === JSON.stringify(value), `${name} was something else`);
      }
      for (const [name, value] of Object.entries(mutation.after)) population.setValue(row, name, value);
    } else {
      const row = draft.population(relationHolders[mutation.relation]).rowOf(mutation.holderId) ?? -1;
      const ids = new Set(idsOf(draft, draft.links(mutation.relation, row)));
      must((draft.links(mutation.relation, row) !== undefined) === mutation.wasKnown, 'wasKnown is wrong');
      for (const id of mutation.removed) must(ids.delete(id), `${id} was no target`);
      for (const id of mutation.added) must(!ids.has(id), `${id} was a target already`);
      for (const id of mutation.added) ids.add(id);
      draft.setLinks(mutation.relation, row, mutation.isKnown ? linksOf(draft, [...ids]) : undefined);
    }
  }
  return draft.finish();
}

function idsOf(draft: TenantDraft, links: LinkSet | undefined): string[] {
  return objectTypes.flatMap((type) => rowsOf(links?.rows[type])?.map((row) => draft.population(type).idAt(row)) ?? []);
}

function linksOf(draft: TenantDraft, ids: readonly string[]): LinkSet {
  const rows: Partial<Record<ObjectType, RowSet>> = {};
  for (const type of objectTypes) {
    const found = ids.map((id) => draft.population(type).rowOf(id)).filter((row) => row !== undefined);
    if (found.length > 0) rows[type] = toRows(found);
  }
  return { rows, unresolved: [] };
}

function toRows(rows: readonly number[]): RowSet {
  const sorted = rows.toSorted((a, b) => a - b);
  return {
    size: sorted.length,
    has: (row) => sorted.includes(row),
    forEach: (visit) => sorted.forEach(visit),
    toArray: () => Uint32Array.from(sorted),
  };
}

/** Active members of every holder by type, where they are known. */
function memberships(tenant: Tenant): Map<string, number[]> {
  const reader = readTenant(tenant);
  const found = new Map<string, number[]>();
  for (const [relation, type] of [
    ['groupMembers', 'group'],
    ['unitMembers', 'administrativeUnit'],
  ] as const) {
    for (const [row, links] of tenant.relations[relation]) {
      const isThere = tenant.populations[type].isActive(row);
      for (const memberType of objectTypes) {
        const rows = rowsOf(links.rows[memberType]) ?? [];
        const active = isThere ? rows.filter((member) => reader.population(memberType).isActive(member)) : [];
        found.set(`${holderKey({ type, row })} ${memberType}`, active);
      }
    }
  }
  return found;
}

/** Members before, moved by the events of an outcome; every move must be a real one. */
function fold(outcome: Outcome): Map<string, number[]> {
  const found = memberships(outcome.before.tenant);
  for (const event of outcome.events) {
    if (event.kind !== 'membersChanged') continue;
    const key = `${holderKey(event.holder)} ${event.memberType}`;
    const members = new Set(found.get(key));
    event.left.forEach((row) => must(members.delete(row), `${row} leaves without being there`));
    event.joined.forEach((row) => {
      must(!members.has(row), `${row} joins twice`);
      members.add(row);
    });
    found.set(
      key,
      [...members].toSorted((a, b) => a - b),
    );
  }
  return found;
}

function sorted(map: ReadonlyMap<string, number[]>) {
  return [...map].filter(([, rows]) => rows.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

describe('simulate', () => {
  it('ends where settling everything again ends: incremental equals full', () => {
    fc.assert(
      fc.property(smallTenants, changeSequences, (tenant, changeSet) => {
        const { after } = play(tenant, changeSet);
        expect(plain(settleNow(after.tenant))).toEqual(plain(after));
      }),
      seeded(600),
    );
  });

  it('ends with what the reference says of every person and rule', () => {
    let verdicts = 0;
    fc.assert(
      fc.property(smallTenants, changeSequences, (tenant, changeSet) => {
        const { after } = play(tenant, changeSet);
        for (const { rule, mode, memberType, members, undecided } of after.dynamic.values()) {
          if (rule === undefined || mode !== 'evaluated' || rule.root.kind === 'memberOf') continue;
          const population = after.tenant.populations[memberType];
          for (let row = 0; row < population.size; row++) {
            const said = members?.has(row) === true ? 'member' : undecided.has(row) ? 'undecided' : 'notMember';
            const subject = createRowSubject(memberType, population, row);
            const { verdict } = evaluateReference(rule, subject, after.tenant.clock);
            expect([rule.text, row, said]).toEqual([rule.text, row, population.isActive(row) ? verdict : 'notMember']);
            verdicts++;
          }
        }
      }),
      seeded(500),
    );
    expect(verdicts).toBeGreaterThan(10_000);
  });

  it('plays any number of change sets from one settled tenant, each as if it were alone', () => {
    fc.assert(
      fc.property(smallTenants, fc.array(changeSequences, { minLength: 2, maxLength: 4 }), (tenant, changeSets) => {
        const prepared = prepareSimulation(tenant, { semantics: defaultSemantics });
        const before = plain(prepared.settled);
        const outcomes = changeSets.map((changeSet) => prepared.play(changeSet));
        for (const [index, changeSet] of changeSets.entries()) {
          const alone = play(tenant, changeSet);
          expect(plain(outcomes[index]?.after ?? prepared.settled)).toEqual(plain(alone.after));
          expect(sorted(fold(outcomes[index] ?? alone))).toEqual(sorted(fold(alone)));
        }
        expect(plain(prepared.settled)).toEqual(before);
      }),
      seeded(150),
    );
  });

  it('says the same of one holder whether all rules are applied or those behind it', () => {
    fc.assert(
      fc.property(smallTenants, fc.nat(7), (tenant, row) => {
        const deps = { semantics: defaultSemantics };
        const all = settleNow(tenant);
        for (let group = 0; group < tenant.populations.group.size; group++) {
          const holder = { type: 'group', row: group } as const;
          const some = settleFor(tenant, holder, deps);
          expect(explainMembership(some, 'user', row, holder, deps)).toEqual(
            explainMembership(all, 'user', row, holder, deps),
          );
        }
      }),
      seeded(150),
    );
  });

  it('gives mutations that lead from the tenant to the state after', () => {
    fc.assert(
      fc.property(smallTenants, changeSequences, (tenant, changeSet) => {
        const outcome = play(tenant, changeSet);
        expect(fingerprintOf(replay(tenant, outcome.mutations))).toBe(fingerprintOf(outcome.after.tenant));
      }),
      seeded(200),
    );
  });

  it('gives events that lead from the members before to the members after', () => {
    fc.assert(
      fc.property(smallTenants, changeSequences, (tenant, changeSet) => {
        const outcome = play(tenant, changeSet);
        const known = memberships(outcome.before.tenant);
        const onlyKnown = ([key]: [string, number[]]) => known.has(key);
        expect(sorted(fold(outcome)).filter(onlyKnown)).toEqual(
          sorted(memberships(outcome.after.tenant)).filter(onlyKnown),
        );
      }),
      seeded(200),
    );
  });

  it('names a cause for every move, made before it', () => {
    fc.assert(
      fc.property(smallTenants, changeSequences, (tenant, changeSet) => {
        for (const { id, kind, cause } of play(tenant, changeSet).events) {
          if (kind !== 'membersChanged' || cause.kind === 'step') continue;
          must(cause.events.length > 0, `event ${id} has no cause`);
          for (const earlier of cause.events) must(earlier < id, `event ${id} is caused by ${earlier}`);
        }
      }),
      seeded(200),
    );
  });
});
