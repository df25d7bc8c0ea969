import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/base/index.ts';
import type { MaybeKnown } from '../../../../src/model/index.ts';
import {
  createRowSubject,
  createSubject,
  findRuleProperty,
  managerRuleProperty,
  type Subject,
} from '../../../../src/rules/index.ts';
import { extensionName } from '../../../support/arbitraries/rule-values.ts';
import { populationOf, subjectRecord } from '../../../support/population-of.ts';

function made(attributes: JsonObject, unknown: readonly string[] = []): Subject {
  const subject = createSubject('user', attributes, unknown);
  if (!subject.ok) throw new Error(subject.error);
  return subject.value;
}

function valueOf(subject: Subject, name: string): MaybeKnown {
  const property = name === 'manager' ? managerRuleProperty : findRuleProperty('user', name);
  if (property === undefined) throw new Error(`no property ${name}`);
  return subject.value(property);
}

describe('a subject made from attributes', () => {
  it('reads names in any case', () => {
    const subject = made({
      DEPARTMENT: 'Sales',
      [extensionName.toUpperCase()]: 'Oslo',
      Manager: '9c000001-0000-4000-8000-000000000002',
      MEMBEROF: ['G1'],
    });
    expect(valueOf(subject, 'department')).toBe('Sales');
    expect(valueOf(subject, extensionName)).toBe('Oslo');
    expect(valueOf(subject, 'manager')).toBe('9c000001-0000-4000-8000-000000000002');
    expect(subject.memberOf()).toEqual(['g1']);
  });

  it('has null for what is absent, null or empty', () => {
    const subject = made({ city: '', state: null });
    expect(['city', 'state', 'department', 'manager'].map((name) => valueOf(subject, name))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(subject.memberOf()).toEqual([]);
  });

  it('does not know what it is told is unknown, even if a value is given', () => {
    const subject = made({ city: 'Oslo', memberOf: ['g1'] }, ['CITY', 'memberOf', 'manager', 'noSuchName']);
    expect(valueOf(subject, 'city')).toBeUndefined();
    expect(valueOf(subject, 'manager')).toBeUndefined();
    expect(subject.memberOf()).toBeUndefined();
  });

  it('ignores names that rules do not know, inherited ones included', () => {
    const attributes = JSON.parse('{"__proto__":{"city":"x"},"constructor":"y","officeLocation":"z"}') as JsonObject;
    const subject = made(attributes);
    expect(valueOf(subject, 'city')).toBeNull();
    expect(valueOf(subject, 'physicalDeliveryOfficeName')).toBeNull();
  });

  it.each<[string, JsonValue]>([
    ['department', 1],
    ['department', ['a']],
    ['accountEnabled', 'true'],
    ['accountEnabled', 0],
    ['employeeHireDate', 'soon'],
    ['employeeHireDate', '2025-02-30'],
    ['employeeHireDate', 5],
    ['otherMails', 'a'],
    ['otherMails', [1]],
    ['otherMails', [null]],
    ['assignedPlans', {}],
    ['assignedPlans', ['x']],
    ['assignedPlans', [{ service: 1 }]],
    ['manager', true],
    ['manager', 'Ada'],
    ['memberOf', 'g1'],
    ['memberOf', [7]],
    ['telephoneNumber', ['1']],
  ])('refuses a wrong value of %s: %j', (name, value) => {
    const subject = createSubject('user', { [name]: value }, []);
    expect(subject.ok ? 'accepted' : subject.error).toContain(`The value of ${name} must be`);
  });

  it('takes plans with missing or null fields', () => {
    expect(valueOf(made({ assignedPlans: [{ service: 'x' }, { capabilityStatus: null }] }), 'assignedPlans')).toEqual([
      { service: 'x' },
      { capabilityStatus: null },
    ]);
  });

  it('has a manager only if it is a user', () => {
    expect(createSubject('device', { manager: 5 }, [])).toMatchObject({ ok: true });
  });
});

describe('a subject made from a row', () => {
  const population = populationOf('user', [
    subjectRecord({ department: 'Sales', telephoneNumber: '+47', otherMails: ['a'], [extensionName]: 'x' }, ['city']),
  ]);
  const subject = createRowSubject('user', population, 0, ['G1']);

  it('reads values, null and not known from the columns', () => {
    expect(valueOf(subject, 'department')).toBe('Sales');
    expect(valueOf(subject, 'state')).toBeNull();
    expect(valueOf(subject, 'city')).toBeUndefined();
    expect(valueOf(subject, 'otherMails')).toEqual(['a']);
  });

  it('reads the id, the first phone and extensions in any case', () => {
    expect(valueOf(subject, 'objectId')).toBe(population.idAt(0));
    expect(valueOf(subject, 'telephoneNumber')).toBe('+47');
    expect(valueOf(subject, extensionName.toLowerCase())).toBe('x');
  });

  it('knows its groups only when told', () => {
    expect(subject.memberOf()).toEqual(['g1']);
    expect(createRowSubject('user', population, 0).memberOf()).toBeUndefined();
  });
});
