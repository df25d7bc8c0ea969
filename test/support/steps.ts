import type { EpochMilliseconds, JsonValue, SourceText } from '../../src/base/index.ts';
import { parseDuration } from '../../src/base/index.ts';
import type { ChangeableType, ChangeSet, ChangeStep } from '../../src/model/index.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** Steps without positions, for tests that are not about them. */
const nowhere = { span: { start: 0, end: 0 }, spans: new Map() } as const;

export const testSource: SourceText = { name: 'changes.yaml', text: 'version: 1' };

export function update(type: ChangeableType, selector: { match: Values } | { where: string }, set: Values): ChangeStep {
  return { kind: 'update', type, ...selector, set, ...nowhere };
}

/** Updates the user with an id. */
export function updateUser(id: string, set: Values): ChangeStep {
  return update('user', { match: { id } }, set);
}

export function create(type: ChangeableType, properties: Values): ChangeStep {
  return { kind: 'create', type, with: properties, ...nowhere };
}

export function remove(type: ChangeableType, selector: { match: Values } | { where: string }): ChangeStep {
  return { kind: 'delete', type, ...selector, ...nowhere };
}

export function addMembers(holder: string, ...members: string[]): ChangeStep {
  return { kind: 'addMembers', holderType: 'group', holder, members, ...nowhere };
}

export function removeMembers(holder: string, ...members: string[]): ChangeStep {
  return { kind: 'removeMembers', holderType: 'group', holder, members, ...nowhere };
}

export function addToUnit(holder: string, ...members: string[]): ChangeStep {
  return { kind: 'addMembers', holderType: 'administrativeUnit', holder, members, ...nowhere };
}

export function advance(duration: string): ChangeStep {
  return { kind: 'advance', duration, milliseconds: parseDuration(duration)?.milliseconds ?? 0, ...nowhere };
}

export function changeSetOf(steps: readonly ChangeStep[], clock?: EpochMilliseconds): ChangeSet {
  return { version: 1, steps, source: testSource, ...(clock === undefined ? {} : { clock }) };
}
