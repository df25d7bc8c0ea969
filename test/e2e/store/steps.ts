import type { CausedMutation, Mutation, Tenant } from '../../../src/model/index.ts';

/** Users whom every step changes: enough for a transaction of many pages. */
const changedUsers = 150;

/**
 * What the commit after entry `sequence` changes: fixed by the number and the tenant, so that the process that commits and the
 * one that checks come to the same states.
 */
export function stepMutations(tenant: Tenant, sequence: number): readonly CausedMutation[] {
  const { user } = tenant.populations;
  const mutations: Mutation[] = [{ kind: 'setClock', before: tenant.clock, after: tenant.clock + 1_000 }];
  for (let index = 0; index < changedUsers; index++) {
    const row = (sequence * 31 + index) % user.size;
    mutations.push({
      kind: 'setProperties',
      type: 'user',
      id: user.idAt(row),
      before: { department: user.valueAt(row, 'department') ?? null },
      after: sequence % 5 === 0 ? { department: null } : { department: `Department ${sequence}-${index}` },
    });
  }
  const id = `user-of-step-${sequence}`;
  mutations.push({ kind: 'addObject', type: 'user', id, properties: { displayName: `User of step ${sequence}` } });
  mutations.push({
    kind: 'changeLinks',
    relation: 'groupMembers',
    holderId: 'group-all',
    added: [id],
    removed: sequence % 2 === 0 ? [user.idAt(user.size - 1)] : [],
    wasKnown: true,
    isKnown: true,
  });
  return mutations.map((mutation) => ({ mutation, cause: `step ${sequence}` }));
}
