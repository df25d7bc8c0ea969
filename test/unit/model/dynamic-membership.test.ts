import { describe, expect, it } from 'vitest';
import { isDynamicHolder, type MaybeKnown } from '../../../src/model/index.ts';

const rule = 'user.city -eq "Oslo"';

function isDynamic(type: 'group' | 'administrativeUnit', values: Readonly<Record<string, MaybeKnown>>): boolean {
  return isDynamicHolder(type, (name) => values[name]);
}

describe('isDynamicHolder', () => {
  it.each<[string, 'group' | 'administrativeUnit', Readonly<Record<string, MaybeKnown>>, boolean]>([
    ['[rules/1-dynamic-group] a group whose types say so', 'group', { groupTypes: ['dynamicmembership'] }, true],
    [
      'a group whose types do not, whatever rule is left',
      'group',
      { groupTypes: ['Unified'], membershipRule: rule },
      false,
    ],
    ['a group without types', 'group', { groupTypes: null, membershipRule: rule }, false],
    ['a group whose types are not known but that has a rule', 'group', { membershipRule: rule }, true],
    ['a group of which neither is known', 'group', {}, false],
    ['a unit whose type says so', 'administrativeUnit', { membershipType: 'dynamic' }, true],
    [
      'a unit whose type does not',
      'administrativeUnit',
      { membershipType: 'Assigned', membershipRule: rule, membershipRuleProcessingState: 'On' },
      false,
    ],
    [
      'a unit whose rule is processed',
      'administrativeUnit',
      { membershipRule: rule, membershipRuleProcessingState: 'On' },
      true,
    ],
    [
      'a unit with a rule that nothing processes',
      'administrativeUnit',
      { membershipType: null, membershipRule: rule },
      false,
    ],
  ])('%s', (_what, type, values, expected) => {
    expect(isDynamic(type, values)).toBe(expected);
  });
});
