import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, it } from 'vitest';

import { defaultSemantics, fingerprintOf } from '../../../src/model/index.ts';
import { prepareSimulation } from '../../../src/simulation/index.ts';
import { addGroup, contoso, dynamicRule, groups, idOf } from '../../support/contoso.ts';
import { advance, changeSetOf, update, updateUser } from '../../support/steps.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapAfterCollection(): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it('ten thousand plays of new values and new rules keep no memory', () => {
  const tenant = contoso((draft) => {
    addGroup(draft, 'New people', dynamicRule('user.department -startsWith "New"', 'On'), undefined);
  });
  const before = fingerprintOf(tenant);
  const prepared = prepareSimulation(tenant, { semantics: defaultSemantics });
  let joins = 0;
  const play = (index: number): void => {
    const { events } = prepared.play(
      changeSetOf([
        updateUser(idOf(1), { department: `New ${index} ${'x'.repeat(40)}` }),
        update(
          'group',
          { match: { id: groups['DYN-Eng'] } },
          { membershipRule: `user.department -contains "${index} ${'x'.repeat(900)}"` },
        ),
        advance('P1D'),
      ]),
    );
    for (const event of events) if (event.kind === 'membersChanged') joins += event.joined.size;
  };
  for (let index = 0; index < 1000; index++) play(index);
  const heap = heapAfterCollection();
  for (let index = 1000; index < 11_000; index++) play(index);
  // The new rules and values alone are 20 MB.
  expect(heapAfterCollection() - heap).toBeLessThan(8_000_000);
  expect(joins).toBe(11_000);
  expect(fingerprintOf(tenant)).toBe(before);
});
