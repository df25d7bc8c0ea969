import type { JsonObject } from '../../base/index.ts';
import { type ChangeableType, propertyCatalogue } from '../../model/index.ts';
import type { ValuePath } from '../yaml/index.ts';

/** The keys that may stand at a path inside a step, for suggestions. */
export function knownKeysOf(step: JsonObject, type: ChangeableType | undefined, path: ValuePath): readonly string[] {
  const [first, second] = path;
  if (first === undefined) return keysOfStep(step);
  if (first === 'addMembers' || first === 'removeMembers') return ['group', 'administrativeUnit', 'members'];
  if (type === undefined) return [];
  const definitions = propertyCatalogue[type];
  if (second !== undefined) {
    return definitions.filter(({ graphPath }) => graphPath?.[0] === second).map(({ name }) => name);
  }
  const names = definitions.map(({ name }) => name);
  return first === 'set' ? names : ['id', ...names];
}

function keysOfStep(step: JsonObject): readonly string[] {
  if (Object.hasOwn(step, 'update')) return ['update', 'match', 'where', 'set'];
  if (Object.hasOwn(step, 'create')) return ['create', 'with'];
  if (Object.hasOwn(step, 'delete')) return ['delete', 'match', 'where'];
  return Object.keys(step).slice(0, 1);
}
