import type { JsonObject } from '../../base/index.ts';
import { type ChangeableType, propertyCatalogue } from '../../model/index.ts';
import type { ValuePath } from '../yaml/index.ts';

/** The keys that may stand at a path inside a step, for suggestions. */
export function knownKeysOf(step: JsonObject, type: ChangeableType | undefined, path: ValuePath): readonly string[] {
  const [first, second] = path;
  if (first === undefined) return keysOfStep(step);
  if (first === 'addMembers' || first === 'removeMembers') return ['group', 'administrativeUnit', 'members'];
  const licensing = licensingKeys[String(first)];
  if (licensing !== undefined && second === undefined) return licensing;
  if (second === 'add') return ['sku', 'disabledPlans'];
  if (licensing !== undefined)
    return second === 'match' ? ['id', ...propertyCatalogue.user.map(({ name }) => name)] : [];
  if (type === undefined) return [];
  const definitions = propertyCatalogue[type];
  if (second !== undefined) {
    return definitions.filter(({ graphPath }) => graphPath?.[0] === second).map(({ name }) => name);
  }
  const names = definitions.map(({ name }) => name);
  return first === 'set' ? names : ['id', ...names];
}

const targets = ['user', 'match', 'where', 'group'];

/** The keys inside the steps about licenses. */
const licensingKeys: Readonly<Record<string, readonly string[]>> = {
  assignLicense: [...targets, 'sku', 'disabledPlans', 'add', 'remove'],
  removeLicense: [...targets, 'sku', 'skus'],
  seats: ['sku', 'subscription', 'set', 'add', 'remove', 'action', 'purchasedAs'],
  reprocess: targets,
  restore: ['user'],
};

function keysOfStep(step: JsonObject): readonly string[] {
  if (Object.hasOwn(step, 'update')) return ['update', 'match', 'where', 'set'];
  if (Object.hasOwn(step, 'create')) return ['create', 'with'];
  if (Object.hasOwn(step, 'delete')) return ['delete', 'match', 'where'];
  return Object.keys(step).slice(0, 1);
}
