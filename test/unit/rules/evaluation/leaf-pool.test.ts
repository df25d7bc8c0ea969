import { describe, expect, it } from 'vitest';

import { type Semantics, defaultSemantics } from '../../../../src/model/index.ts';
import { compileRule, LeafPool } from '../../../../src/rules/index.ts';
import { checkedRule } from '../../../support/evaluate-everywhere.ts';

const noMatch: Semantics = { ...defaultSemantics, 'null-negative-operators': 'no-match' };

function leafIn(pool: LeafPool, text: string, semantics = defaultSemantics) {
  return [...compileRule(checkedRule(text), semantics, pool).leaves.values()][0];
}

describe('a pool of prepared conditions', () => {
  it('has one object for equal conditions, wherever they stand', () => {
    const pool = new LeafPool();
    const first = leafIn(pool, 'user.city -eq "Oslo"');
    expect(leafIn(pool, '  (user.city -eq "Oslo") -and user.department -eq "A"')).toBe(first);
    expect(leafIn(pool, 'user.city -eq "Bergen"')).not.toBe(first);
    expect(leafIn(pool, 'user.state -eq "Oslo"')).not.toBe(first);
    expect(leafIn(pool, 'user.city -ne "Oslo"')).not.toBe(first);
  });

  it('tells properties of users from those of devices, and readings of null apart', () => {
    const pool = new LeafPool();
    expect(leafIn(pool, 'device.displayName -eq "x"')).not.toBe(leafIn(pool, 'user.displayName -eq "x"'));
    const text = 'user.city -notContains "x"';
    expect(leafIn(pool, text, noMatch)).not.toBe(leafIn(pool, text));
  });

  it('is not added to by its branches, which take what it has', () => {
    const pool = new LeafPool();
    const known = leafIn(pool, 'user.city -eq "Oslo"');
    const branch = pool.branch();
    expect(leafIn(branch, 'user.city -eq "Oslo"')).toBe(known);
    const added = leafIn(branch, 'user.city -eq "Bergen"');
    expect(leafIn(branch, 'user.city -eq "Bergen"')).toBe(added);
    expect(leafIn(pool, 'user.city -eq "Bergen"')).not.toBe(added);
  });
});
