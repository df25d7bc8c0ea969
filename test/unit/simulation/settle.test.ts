import { describe, expect, it } from 'vitest';
import { parseInstant, rowSetOf } from '../../../src/base/index.ts';
import { defaultSemantics, fingerprintOf, type TenantDraft } from '../../../src/model/index.ts';
import { memberOfPreviewEnd, settle } from '../../../src/simulation/index.ts';
import { addGroup, contoso, dynamicRule, groups, idOf, laptop } from '../../support/contoso.ts';
import { groupState, settleNow } from '../../support/members-of.ts';

const readSalesRule = `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}'])`;
const readSales = dynamicRule(readSalesRule);
const afterPreview = parseInstant('2026-11-03T00:00:00Z') ?? 0;

/** The base tenant with one more group, row 6. */
function withGroup(
  properties: ReturnType<typeof dynamicRule>,
  members?: number[],
  more?: (draft: TenantDraft) => void,
) {
  return contoso((draft) => {
    addGroup(draft, 'SUBJECT', properties, members);
    more?.(draft);
  });
}

describe('settle', () => {
  it('computes the members of a dynamic group and stores them', () => {
    const settled = settleNow(withGroup(dynamicRule('user.department -eq "Sales"')));
    expect(groupState(settled, 6)).toEqual({ mode: 'evaluated', members: [0, 1], undecided: [], codes: [] });
    expect(settled.tenant.relations.groupMembers.get(6)).toEqual({ rows: { user: rowSetOf([0, 1]) }, unresolved: [] });
  });

  it('keeps who is undecided apart', () => {
    const tenant = withGroup(dynamicRule('user.department -eq "Sales"'), undefined, (draft) =>
      draft.population('user').setValue(0, 'department', undefined),
    );
    expect(groupState(settleNow(tenant), 6)).toMatchObject({ members: [1], undecided: [0] });
  });

  it('changes nothing in a tenant that is at rest', () => {
    const tenant = contoso();
    const settled = settleNow(tenant);
    expect(settled.tenant).toBe(tenant);
    expect(fingerprintOf(settled.tenant)).toBe(fingerprintOf(tenant));
  });

  it('lets only devices join by a device rule', () => {
    const settled = settleNow(withGroup(dynamicRule('device.deviceOSType -eq "Windows"')));
    expect(groupState(settled, 6)).toMatchObject({ members: [0] });
    expect(settled.tenant.relations.groupMembers.get(6)?.rows.user).toBeUndefined();
    expect(settled.tenant.populations.device.idAt(0)).toBe(laptop);
  });

  it('never counts deleted users and never looks at deleted groups', () => {
    const tenant = withGroup(dynamicRule('user.department -eq "Sales"'), undefined, (draft) => {
      draft.population('user').setValue(0, 'deletedDateTime', '2026-03-01');
      draft.population('group').setValue(5, 'deletedDateTime', '2026-03-01');
    });
    const settled = settleNow(tenant);
    expect(groupState(settled, 6)).toMatchObject({ members: [1] });
    expect(settled.dynamic.size).toBe(1);
  });

  it('keeps the members of a paused group: stored ones, else exported ones, else not known [rules/10-processing-states]', () => {
    const rule = dynamicRule('user.department -eq "Sales"', 'Paused');
    expect(groupState(settleNow(withGroup(rule, [4])), 6)).toMatchObject({ mode: 'paused', members: [4] });
    const exported = withGroup(rule, undefined, (draft) =>
      draft.setLinks('groupExportedMembers', 6, { rows: { user: rowSetOf([3]) }, unresolved: [] }),
    );
    const settled = settleNow(exported);
    expect(groupState(settled, 6)).toMatchObject({ members: [3], codes: ['dynamic/paused'] });
    expect(settled.tenant.relations.groupMembers.get(6)?.rows.user).toEqual(rowSetOf([3]));
    expect(groupState(settleNow(withGroup(rule)), 6)).toMatchObject({ members: undefined });
  });

  it('keeps the members of a failed group as they were [rules/10-failed-keeps-members]', () => {
    const state = groupState(settleNow(withGroup(dynamicRule('user.employeeType -eq "x"'), [4])), 6);
    expect(state).toEqual({ mode: 'failed', members: [4], undecided: [], codes: ['rule/unsupported-property'] });
  });

  it('fails a Microsoft 365 group with a device rule, and a group whose rule is not known', () => {
    const unified = {
      ...dynamicRule('device.isRooted -eq true'),
      groupTypes: ['Unified', 'DynamicMembership'],
      mailEnabled: true,
    };
    expect(groupState(settleNow(withGroup(unified)), 6).codes).toEqual(['rule/invalid-object-type']);
    const { membershipRule: _, ...noRule } = dynamicRule('');
    const tenant = withGroup(noRule, [1], (draft) =>
      draft.population('group').setValue(6, 'membershipRule', undefined),
    );
    expect(groupState(settleNow(tenant), 6)).toMatchObject({
      mode: 'failed',
      members: [1],
      codes: ['dynamic/rule-not-known'],
    });
  });

  it('settles dynamic administrative units (E14) [tenant/8-dynamic-unit], which cannot read groups', () => {
    const unit = (membershipRule: string) =>
      settleNow(
        contoso((draft) => {
          draft.addObject('administrativeUnit', idOf(32), {
            displayName: 'D',
            membershipType: 'Dynamic',
            membershipRule,
          });
        }),
      );
    expect(groupState(unit('user.department -eq "Sales"'), 1, 'administrativeUnit').members).toEqual([0, 1]);
    expect(groupState(unit(readSalesRule), 1, 'administrativeUnit').mode).toBe('failed');
  });

  it('reports progress and stops when told to', () => {
    const seen: number[] = [];
    settle(contoso(), { semantics: defaultSemantics, onProgress: ({ done }) => seen.push(done) });
    expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
    expect(() => settle(contoso(), { semantics: defaultSemantics, signal: { aborted: true } })).toThrow('Interrupted.');
  });
});

describe('memberOf rules', () => {
  it('read direct members of assigned and of dynamic groups [rules/8.2-direct-members]', () => {
    const both = dynamicRule(
      `user.memberOf -any (group.objectId -in ['${groups['SG-Sales']}', '${groups['DYN-Eng']}', '${idOf(77)}'])`,
    );
    expect(groupState(settleNow(withGroup(both)), 6)).toMatchObject({ mode: 'evaluated', members: [0, 1, 2] });
  });

  it('keep who was a member before, because nobody is taken out until the rule is edited [rules/8.2-members-stay]', () => {
    expect(groupState(settleNow(withGroup(readSales, [3])), 6).members).toEqual([0, 1, 3]);
  });

  it('leave everybody undecided whom a group may have that was exported without members', () => {
    const tenant = withGroup(readSales, [], (draft) => draft.setLinks('groupMembers', 0, undefined));
    expect(groupState(settleNow(tenant), 6)).toMatchObject({ members: [], undecided: [0, 1, 2, 3, 4] });
  });

  it('pass on who is undecided in a dynamic group, and nobody else', () => {
    const tenant = withGroup(dynamicRule('user.department -eq "Sales"'), [], (draft) => {
      draft.population('user').setValue(3, 'department', undefined);
      addGroup(
        draft,
        'READER',
        dynamicRule(`user.memberOf -any (group.objectId -in ['${draft.population('group').idAt(6)}'])`),
        [],
      );
    });
    expect(groupState(settleNow(tenant), 7)).toMatchObject({ members: [0, 1], undecided: [3] });
  });

  it('are frozen from the end of the preview on, unless the semantics say otherwise [rules/8.2-preview-ended]', () => {
    expect(memberOfPreviewEnd).toBe(afterPreview);
    const before = { ...withGroup(readSales, [4]), clock: afterPreview - 1 };
    const after = { ...before, clock: afterPreview };
    expect(groupState(settleNow(before), 6)).toMatchObject({ mode: 'evaluated', members: [0, 1, 4] });
    expect(groupState(settleNow(after), 6)).toMatchObject({ mode: 'frozen', members: [4] });
    expect(groupState(settleNow(after), 6).codes).toContain('dynamic/frozen');
    expect(groupState(settleNow(after, { 'member-of-mode': 'preview' }), 6).mode).toBe('evaluated');
    expect(groupState(settleNow(before, { 'member-of-mode': 'frozen' }), 6).mode).toBe('frozen');
    expect(groupState(settleNow(before, { 'member-of-mode': 'refused' }), 6)).toMatchObject({
      mode: 'failed',
      members: [4],
    });
  });

  it('keep their members when they read a group whose rule failed', () => {
    const tenant = withGroup(dynamicRule('user.employeeType -eq "x"'), [4], (draft) => {
      addGroup(
        draft,
        'READER',
        dynamicRule(`user.memberOf -any (group.objectId -in ['${draft.population('group').idAt(6)}'])`),
        [3],
      );
    });
    const state = groupState(settleNow(tenant), 7);
    expect(state).toMatchObject({ mode: 'frozen', members: [3] });
    expect(state.codes).toContain('dynamic/reads-failed-group');
  });

  it('settle when they read each other in a circle, which is reported', () => {
    const reads = (...ids: string[]) =>
      dynamicRule(`user.memberOf -any (group.objectId -in [${ids.map((id) => `'${id}'`).join(', ')}])`);
    const tenant = contoso((draft) => {
      addGroup(draft, 'A', reads(idOf(1007), groups['SG-Sales']), []);
      addGroup(draft, 'B', reads(idOf(1008)), []);
      addGroup(draft, 'C', reads(idOf(1006), groups['DYN-Eng']), []);
    });
    const settled = settleNow(tenant);
    for (const row of [6, 7, 8]) expect(groupState(settled, row).members).toEqual([0, 1, 2]);
    expect(settled.loops.map(({ sequence }) => sequence.map(({ row }) => row))).toEqual([[6, 7, 8, 6]]);
    expect(settled.loops[0]?.rounds).toBeLessThanOrEqual(4);
  });
});
