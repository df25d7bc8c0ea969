import type { JsonValue } from '../../base/index.ts';
import { type ChangeableType, type ChangeStep, findProperty, type Tenant } from '../../model/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import type { LiteralPool } from '../arbitraries/literal-pools.ts';

/** Where a step stands that no file holds. */
const nowhere = { span: { start: 0, end: 0 }, spans: new Map() } as const;

/** Sets properties of one object by its id. */
export function updateStep(type: ChangeableType, id: string, set: Readonly<Record<string, JsonValue>>): ChangeStep {
  return { kind: 'update', type, match: { id }, set, ...nowhere };
}

/** Creates an object. */
export function createStep(type: ChangeableType, properties: Readonly<Record<string, JsonValue>>): ChangeStep {
  return { kind: 'create', type, with: properties, ...nowhere };
}

/** Deletes one object by its id. */
export function deleteStep(type: ChangeableType, id: string): ChangeStep {
  return { kind: 'delete', type, match: { id }, ...nowhere };
}

/** Brings a deleted user back. */
export function restoreStep(user: string): ChangeStep {
  return { kind: 'restore', user, ...nowhere };
}

/** Adds a member to a group, or removes it. */
export function membersStep(kind: 'addMembers' | 'removeMembers', group: string, member: string): ChangeStep {
  return { kind, holderType: 'group', holder: group, members: [member], ...nowhere };
}

/** Lets days go by. */
export function advanceStep(days: number): ChangeStep {
  return { kind: 'advance', duration: `P${days}D`, milliseconds: days * 86_400_000, ...nowhere };
}

/** Assigns a SKU to a user, or takes it away. */
export function licenseStep(kind: 'assignLicense' | 'removeLicense', user: string, sku: string): ChangeStep {
  return kind === 'assignLicense'
    ? { kind, user, add: [{ sku, disabledPlans: [] }], remove: [], ...nowhere }
    : { kind, user, add: [], remove: [sku], ...nowhere };
}

/** Sets how many seats of a SKU there are. */
export function seatsStep(sku: string, seats: number): ChangeStep {
  return { kind: 'seats', sku, change: { kind: 'set', seats }, ...nowhere };
}

/** How an attribute is changed: to another value, or so that it only grows. */
export type TouchMode = 'change' | 'grow';

/**
 * The step that changes one attribute of one object: to `value`, or with `grow` by one more element of a list, or to `value` where
 * there was none. Undefined when nothing would change, or what stands there is not known.
 */
export function touchStep(
  tenant: Tenant,
  { type, id, attribute, mode }: { type: RuleObject; id: string; attribute: string; mode: TouchMode },
  value: JsonValue,
): ChangeStep | undefined {
  const population = tenant.populations[type];
  const row = population.rowOf(id);
  if (row === undefined || !population.isActive(row)) return undefined;
  const current = population.valueAt(row, attribute);
  const isList = findProperty(type, attribute)?.type === 'stringCollection';
  const element: JsonValue = Array.isArray(value) ? (textsOf(value)[0] ?? null) : value;
  if (mode === 'change') {
    const wanted = isList && !Array.isArray(value) && value !== null ? [value] : value;
    return JSON.stringify(wanted) === JSON.stringify(current)
      ? undefined
      : updateStep(type, id, { [attribute]: wanted });
  }
  if (current === undefined || element === null) return undefined;
  if (isList) {
    const list = Array.isArray(current) ? textsOf(current) : [];
    return typeof element !== 'string' || list.includes(element)
      ? undefined
      : updateStep(type, id, { [attribute]: [...list, element] });
  }
  const isEmpty = current === null || (current === false && element === true);
  return isEmpty ? updateStep(type, id, { [attribute]: element }) : undefined;
}

function textsOf(list: readonly JsonValue[]): readonly string[] {
  return list.filter((entry) => typeof entry === 'string');
}

/** Values for an attribute: those that rules name, else some of the right type. */
export function poolFor(pools: readonly LiteralPool[], object: RuleObject, property: string): LiteralPool {
  const known = pools.find((pool) => pool.object === object && pool.property === property);
  if (known !== undefined) return known;
  const none = { object, property, near: [] };
  switch (findProperty(object, property)?.type) {
    case 'boolean':
      return { ...none, kind: 'boolean', exact: [true, false] };
    case 'dateTime':
      return { ...none, kind: 'instant', exact: ['2026-01-01T00:00:00Z'] };
    case 'stringCollection':
      return { ...none, kind: 'texts', exact: ['first', 'second'] };
    case 'reference':
      return { ...none, kind: 'id', exact: [] };
    default:
      return { ...none, kind: 'text', exact: ['first', 'second'] };
  }
}
