import fc from 'fast-check';
import { type ChangeSet, type ChangeStep, type Semantics, type Tenant } from '../../model/index.ts';
import { policiesOf, typesOf } from '../arbitraries/near-tenant.ts';
import { poolValues } from '../arbitraries/values.ts';
import { advanceStep, deleteStep, licenseStep, membersStep, updateStep } from './change-steps.ts';

/** How generated change sets look. */
export interface ChangeSetOptions {
  /** Most steps. Default 8. */
  readonly maxLength?: number;
  /** Part numbers of licenses that are assigned and taken away. Default none. */
  readonly skus?: readonly string[];
  readonly semantics?: Semantics;
}

/**
 * Change sets for a tenant: attributes of its people get values near its rules, people are deleted, join and leave groups that take
 * members by hand, get and lose licenses, days go by. Some steps may be refused. Shrinks to fewer steps and simpler values.
 * @since 0.1.0
 */
export function changeSets(tenant: Tenant, options: ChangeSetOptions = {}): fc.Arbitrary<ChangeSet> {
  const { maxLength = 8, skus = [], semantics } = options;
  const policies = policiesOf(tenant, semantics === undefined ? {} : { semantics });
  const idsOf = (type: 'user' | 'device' | 'group'): readonly string[] => {
    const population = tenant.populations[type];
    const rows = Array.from({ length: population.size }, (_, row) => row);
    return rows.filter((row) => population.isActive(row)).map((row) => population.idAt(row));
  };
  const steps: fc.Arbitrary<ChangeStep>[] = [fc.constantFrom(1, 7, 30).map(advanceStep)];
  for (const type of typesOf(policies.rules)) {
    const ids = idsOf(type);
    if (ids.length === 0) continue;
    for (const pool of policies.pools) {
      if (pool.object !== type || pool.property === 'id') continue;
      steps.push(
        fc
          .tuple(fc.constantFrom(...ids), poolValues(pool, { notKnown: 0 }))
          .map(([id, value = null]) => updateStep(type, id, { [pool.property]: value })),
      );
    }
    steps.push(fc.constantFrom(...ids).map((id) => deleteStep(type, id)));
  }
  const [people, assigned] = [idsOf('user'), policies.assigned.user];
  if (people.length > 0) {
    const user = fc.constantFrom(...people);
    if (assigned.length > 0) {
      const kind = fc.constantFrom('addMembers' as const, 'removeMembers' as const);
      steps.push(
        fc.tuple(kind, fc.constantFrom(...assigned), user).map(([verb, group, id]) => membersStep(verb, group, id)),
      );
    }
    if (skus.length > 0) {
      const kind = fc.constantFrom('assignLicense' as const, 'removeLicense' as const);
      steps.push(fc.tuple(kind, user, fc.constantFrom(...skus)).map(([verb, id, sku]) => licenseStep(verb, id, sku)));
    }
  }
  return fc
    .array(fc.oneof(...steps), { minLength: 1, maxLength })
    .map((list) => ({ version: 1, steps: list, source: { name: 'changes', text: '' } }));
}
