import type { RuleNode } from '../../rules/index.ts';
import { holderKey } from '../../simulation/index.ts';
import { elementsOf, leavesOf } from '../rule-walk.ts';
import { groupName, type LicenseCheck, type LicensedGroup, type LicenseScene } from './license-scene.ts';

/**
 * Number 10 of the specification: a licensed group whose rule reads service plans that licensed groups give. Licenses then change
 * members, and members licenses; where that leads back to the group, it may never come to rest.
 */
export const rulesReadPlans: LicenseCheck = {
  codes: ['license/rule-circle', 'license/rule-reads-plans'],
  run: (scene) => {
    const sources = new Map<number, readonly LicensedGroup[]>();
    for (const group of scene.groups) {
      const found = sourcesOf(scene, group);
      if (found.length > 0) sources.set(group.row, found);
    }
    for (const [row, givers] of sources) {
      const circle = circleThrough(row, sources);
      if (circle === undefined) {
        const names = givers.map((giver) => groupName(scene, giver.row)).join(', ');
        const message = `The rule reads service plans that ${names} gives: one license decides about others.`;
        scene.find('license/rule-reads-plans', row, message);
        continue;
      }
      const path = circle.map((step) => groupName(scene, step)).join(', whose plans decide about ');
      const message = `Licenses of the group decide who is a member of it: ${path}.`;
      scene.find('license/rule-circle', row, message, 'Let the rule read something that no license changes.');
    }
  },
};

/** Licensed groups that give a plan which the rule of a group reads. */
function sourcesOf(scene: LicenseScene, { row }: LicensedGroup): readonly LicensedGroup[] {
  const rule = scene.settled.dynamic.get(holderKey({ type: 'group', row }))?.rule;
  const tests = rule === undefined ? [] : planTestsOf(rule.root);
  if (tests.length === 0) return [];
  if (tests.includes('any')) return scene.groups.filter(({ plans }) => plans.size > 0);
  const indexes = tests.flatMap((id) => scene.catalogue.findPlanIndex(id) ?? []);
  return scene.groups.filter(({ plans }) => indexes.some((plan) => plans.has(plan)));
}

/** Ids of the plans that a rule asks for, in lower case; `any` where it asks in another way than by id. */
function planTestsOf(root: RuleNode): readonly string[] {
  return leavesOf(root).flatMap(({ node }) => {
    if (node.kind !== 'quantified' || node.property.type !== 'objectCollection') return [];
    const ids = elementsOf(node.body).flatMap(({ field, operator, value }) =>
      field === 'servicePlanId' && operator === 'eq' && value.kind === 'text' ? [value.value.toLowerCase()] : [],
    );
    return ids.length === 0 ? ['any'] : ids;
  });
}

/** The shortest way from a group back to itself, its row first and last; undefined when there is none. Breadth first. */
function circleThrough(
  start: number,
  sources: ReadonlyMap<number, readonly LicensedGroup[]>,
): readonly number[] | undefined {
  // Looked for from reader to giver, told from giver to reader.
  const ways: (readonly number[])[] = [[start]];
  const seen = new Set<number>();
  for (const way of ways) {
    for (const { row } of sources.get(way[0] ?? start) ?? []) {
      if (row === start) return [start, ...way];
      if (seen.has(row)) continue;
      seen.add(row);
      ways.push([row, ...way]);
    }
  }
  return undefined;
}
