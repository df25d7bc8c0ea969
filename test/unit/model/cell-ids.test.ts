import { describe, expect, it } from 'vitest';

import { isGuid } from '../../../src/base/index.ts';
import { canonicalCell, cellId } from '../../../src/model/index.ts';

const path = {
  skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
  assignedByGroup: '10000000-0000-4000-8000-000000000001',
  disabledPlans: ['1a000000-0000-4000-8000-000000000001', '2b000000-0000-4000-8000-000000000002'],
  state: 'Active',
  error: 'None',
  lastUpdatedDateTime: '2026-03-02T10:11:12Z',
};
const entry = {
  servicePlanId: 'a23b959c-7ce8-4e57-9140-b90eb88a9e97',
  service: 'Sway',
  capabilityStatus: 'Enabled',
  assignedDateTime: null,
};

describe('the id of a cell', () => {
  it('is a GUID that never changes: files and logs hold it', () => {
    expect([cellId('licenseAssignment', path), cellId('servicePlanAssignment', entry)].every(isGuid)).toBe(true);
    expect(cellId('licenseAssignment', path)).toBe('53caad7a-4f78-4b0b-915d-4fb05e1fa2fd');
    expect(cellId('servicePlanAssignment', entry)).toBe('590a6bc4-7f9b-466b-8b04-d134e451f4e8');
    expect(cellId('licenseAssignment', {})).toBe('4ad09c12-c262-4951-b2ca-c408dc536c81');
  });

  it.each([
    ['ids in capitals', { ...path, skuId: path.skuId.toUpperCase() }],
    [
      'another order of plans, one of them twice',
      { ...path, disabledPlans: [...path.disabledPlans, path.disabledPlans[0] ?? ''].toReversed() },
    ],
    ['plans in capitals', { ...path, disabledPlans: path.disabledPlans.map((plan) => plan.toUpperCase()) }],
    ['the instant with an offset', { ...path, lastUpdatedDateTime: '2026-03-02T11:11:12.000+01:00' }],
    ['no word about what is usual', { ...path, state: null, error: '' }],
    ['another order of keys', Object.fromEntries(Object.entries(path).toReversed())],
  ])('does not tell how it is written: %s', (_what, written) => {
    expect(canonicalCell('licenseAssignment', written)).toEqual(path);
    expect(cellId('licenseAssignment', written)).toBe(cellId('licenseAssignment', path));
  });

  it.each([
    { skuId: path.assignedByGroup },
    { assignedByGroup: null },
    { disabledPlans: [] },
    { state: 'Error' },
    { error: 'CountViolation' },
    { lastUpdatedDateTime: null },
  ])('is another one for %o', (change) => {
    expect(cellId('licenseAssignment', { ...path, ...change })).not.toBe(cellId('licenseAssignment', path));
  });

  it('tells the types apart, and everybody whose state is known from a path', () => {
    const nothing = canonicalCell('licenseAssignment', {});
    expect(new Set(Object.values(nothing))).toEqual(new Set([null]));
    expect(cellId('licenseAssignment', {})).not.toBe(cellId('servicePlanAssignment', {}));
  });

  it('keeps values that do not fit, for whoever reports them', () => {
    expect(canonicalCell('licenseAssignment', { ...path, state: 7 })).toEqual({ ...path, state: 7 });
  });
});
