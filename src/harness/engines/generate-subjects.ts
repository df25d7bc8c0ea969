import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import {
  extensionName,
  groupIdArbitrary,
  idArbitrary,
  instantTextArbitrary,
  rulePieceArbitrary,
  ruleTextArbitrary,
} from './generate-values.ts';

/** One generated user or device: values by documented rule name (absent: null), and names whose value is not known. */
export interface GeneratedSubject {
  readonly id: string;
  readonly attributes: JsonObject;
  readonly unknown: readonly string[];
}

const text: fc.Arbitrary<JsonValue> = fc.oneof(ruleTextArbitrary, rulePieceArbitrary, fc.constantFrom('', null));
const texts: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.oneof(ruleTextArbitrary, fc.constant('')), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const flag: fc.Arbitrary<JsonValue> = fc.constantFrom(true, false, null);
const planText = fc.oneof(fc.constantFrom('Enabled', 'enabled', 'Deleted', 'exchange', 'SCO', null, ''), idArbitrary);
const plans: fc.Arbitrary<JsonValue> = fc.option(
  fc.array(
    fc.record({ servicePlanId: planText, service: planText, capabilityStatus: planText }, { requiredKeys: [] }),
    { maxLength: 3 },
  ),
);

const common = { displayName: text, accountEnabled: flag, memberOf: fc.array(groupIdArbitrary, { maxLength: 2 }) };

/** Generators of attribute values by documented rule name: at least one property of every type. */
export const attributeArbitraries: Readonly<Record<RuleObject, Readonly<Record<string, fc.Arbitrary<JsonValue>>>>> = {
  user: {
    ...common,
    department: text,
    telephoneNumber: text,
    mailNickName: text,
    [extensionName]: text,
    dirSyncEnabled: flag,
    employeeHireDate: fc.option(instantTextArbitrary),
    otherMails: texts,
    proxyAddresses: texts,
    assignedPlans: plans,
    manager: fc.option(
      fc.oneof(
        idArbitrary,
        idArbitrary.map((id) => id.toUpperCase()),
      ),
    ),
  },
  device: {
    ...common,
    deviceOSVersion: text,
    isRooted: flag,
    devicePhysicalIds: texts,
    systemLabels: texts,
  },
};

/**
 * Users or devices with different ids. Each property of each is sometimes not known; direct groups are known for all or for
 * none, because a group whose members are partly known says nothing certain about the others.
 */
export function subjectRecordsArbitrary(
  object: RuleObject,
  size: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<readonly GeneratedSubject[]> {
  const { memberOf, ...others } = attributeArbitraries[object];
  const names = Object.keys(others);
  const one = fc.record({
    attributes: fc.record({ ...others, memberOf: memberOf ?? fc.constant([]) }, { requiredKeys: [] }),
    unknown: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: names.length, maxLength: names.length }),
  });
  return fc
    .tuple(fc.array(one, size), fc.boolean(), fc.constantFrom(0, 10, 50))
    .map(([bodies, knowsGroups, unknownPercent]) =>
      bodies.map(({ attributes, unknown }, index) => ({
        id: `0000000${index % 10}-0000-4000-8000-${String(Math.trunc(index / 10)).padStart(11, '0')}a`,
        // Every record has the extension, so that there is a column for it: without one it would be not known.
        attributes: { ...(object === 'user' ? { [extensionName]: null } : {}), ...attributes } as JsonObject,
        unknown: [
          ...names.filter((_, position) => (unknown[position] ?? 0) < unknownPercent),
          ...(knowsGroups ? [] : ['memberOf']),
        ],
      })),
    );
}
