import type { RuleObject } from '../../rule-properties.ts';
import { objectAlias } from '../dialect.ts';
import { rawSql, sql, type SqlFragment } from '../fragment.ts';

/**
 * A direct membership in the table `group_members`, which every dialect has in the same form. The subquery does not look at the
 * object, so that engines work it out once. `id` makes ids comparable.
 */
export function isInOneOf(object: RuleObject, ids: SqlFragment, id: (column: SqlFragment) => SqlFragment): SqlFragment {
  const column = (name: string): SqlFragment => id(rawSql(name));
  return sql`${column(`${objectAlias}."id"`)} IN (SELECT ${column('m."memberId"')} FROM "group_members" AS m WHERE m."memberType" = ${rawSql(`'${object}'`)} AND m."memberId" IS NOT NULL AND ${column('m."groupId"')} IN (${ids}))`;
}

/**
 * memberOf in a warehouse: a row of `group_members` says yes; without one the answer is no, unless it is not known which groups the
 * object is in.
 */
export function memberOfByObject(
  isKnown: (name: string) => SqlFragment,
): (object: RuleObject, ids: SqlFragment, checksKnown: boolean) => SqlFragment {
  return (object, ids, checksKnown) => {
    const isIn = isInOneOf(object, ids, (column) => sql`lower(${column})`);
    return checksKnown ? sql`CASE WHEN ${isKnown('memberOf')} THEN ${isIn} END` : isIn;
  };
}
