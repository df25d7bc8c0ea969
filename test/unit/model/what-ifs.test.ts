import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, it } from 'vitest';

import { emptyRowSet } from '../../../src/base/index.ts';
import { createTenant, defaultSemantics, fingerprintOf, type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { compileRule, createPredicateCache, evaluateRows, type SourceMembers } from '../../../src/rules/index.ts';
import { checkedRule } from '../../support/evaluate-everywhere.ts';
import { testClock } from '../../support/population-of.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapAfterCollection(): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function manyUsers(count: number): Tenant {
  const draft = new TenantDraft(createTenant(testClock));
  for (let index = 0; index < count; index++) {
    draft.addObject('user', `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`, {
      department: `Department ${index % 50}`,
      displayName: `Person ${index}`,
    });
  }
  return draft.finish();
}

it('ten thousand what-ifs in a row leave the tenant as it was and keep no memory', () => {
  const tenant = manyUsers(2000);
  const program = compileRule(checkedRule('user.department -startsWith "New"'), defaultSemantics);
  const cache = createPredicateCache();
  const membersOf = (): SourceMembers => ({ known: emptyRowSet, isComplete: true });
  const before = fingerprintOf(tenant);
  const sizes = (): unknown =>
    ['department', 'displayName'].map((name) => tenant.populations.user.column(name)?.dictionary.size);
  const sizesBefore = sizes();
  const fingerprints = new Set<string>();
  const tryOut = (index: number): void => {
    const draft = new TenantDraft(tenant);
    draft.population('user').setValue(index % 2000, 'department', `New department ${index}`);
    draft.population('user').setValue(index % 2000, 'displayName', `New name ${index} ${'x'.repeat(2000)}`);
    const after = draft.finish();
    const context = { population: after.populations.user, now: testClock, cache, membersOf };
    expect([...evaluateRows(program, context).members.toArray()]).toEqual([index % 2000]);
    if (index % 100 === 0) fingerprints.add(fingerprintOf(after));
  };
  for (let index = 0; index < 1000; index++) tryOut(index);
  const heap = heapAfterCollection();
  for (let index = 1000; index < 11_000; index++) tryOut(index);
  // The new names alone are 20 MB.
  expect(heapAfterCollection() - heap).toBeLessThan(10_000_000);
  expect(fingerprints.size).toBe(110);
  expect(sizes()).toEqual(sizesBefore);
  expect(fingerprintOf(tenant)).toBe(before);
});
