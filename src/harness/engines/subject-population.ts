import { invariant, rowSetOf } from '../../base/index.ts';
import {
  createTenant,
  emptyLinks,
  isDirectoryExtension,
  TenantDraft,
  type Tenant,
  withLinkedRows,
} from '../../model/index.ts';
import {
  deviceRuleProperties,
  findRuleProperty,
  managerRuleProperty,
  type RuleObject,
  type RuleProperty,
  type SourceMembers,
  type Subject,
  userRuleProperties,
} from '../../rules/index.ts';

/** Id of an object whose attributes name none. */
const defaultId = '00000000-0000-4000-8000-000000000001';

/**
 * Subjects as the rows of a tenant, in their order, with a column for everything that rules can read and for the directory
 * extensions of `sources`. `ids` are those of the rows; by default each has its objectId. A subject is a member of the groups that it knows of; the
 * members of `openGroups` that no subject names are not known.
 */
export function tenantOfSubjects(
  object: RuleObject,
  subjects: readonly Subject[],
  sources: readonly string[],
  ids: readonly string[] = subjects.map((subject) => idOf(object, subject)),
  openGroups: readonly string[] = [],
): Tenant {
  const draft = new TenantDraft(createTenant(0));
  const population = draft.population(object);
  const properties = columnsOf(object, sources);
  const groups = new Map<string, number[]>();
  for (const [row, subject] of subjects.entries()) {
    population.addRow(ids[row] ?? defaultId);
    for (const property of properties) {
      const value = subject.value(property);
      if (value === undefined) continue;
      const stored = property.isFirstElement === true && value !== null ? [value] : value;
      const isStored = population.setValue(row, property.source, stored);
      invariant(isStored, `a value of ${property.name} cannot be stored`);
    }
    for (const id of subject.memberOf() ?? []) groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  for (const [id, rows] of groups) {
    const group = draft.population('group').addRow(id);
    draft.setLinks('groupMembers', group, withLinkedRows(emptyLinks, object, rowSetOf(rows)));
  }
  for (const id of new Set(openGroups)) if (!groups.has(id)) draft.population('group').addRow(id);
  return draft.finish();
}

/** The direct members of a group among one subject. */
export function membersAmong(subject: Subject): (groupId: string) => SourceMembers {
  const groups = subject.memberOf();
  return (groupId) => ({
    known: rowSetOf(groups?.includes(groupId) === true ? [0] : []),
    isComplete: groups !== undefined,
  });
}

/** The objectId of a subject; a fixed one when it has none. */
export function idOf(object: RuleObject, subject: Subject): string {
  const property = findRuleProperty(object, 'objectId');
  const id = property === undefined ? undefined : subject.value(property);
  return typeof id === 'string' ? id : defaultId;
}

function columnsOf(object: RuleObject, sources: readonly string[]): readonly RuleProperty[] {
  const fixed = object === 'user' ? [...userRuleProperties, managerRuleProperty] : deviceRuleProperties;
  const extensions = [...new Set(sources.filter(isDirectoryExtension))]
    .map((name) => findRuleProperty(object, name))
    .filter((property) => property !== undefined);
  return [...fixed, ...extensions].filter(({ source, type }) => source !== 'id' && type !== 'memberOf');
}
