import { type Holder, isDynamic, readTenant } from '../directory/index.ts';
import type { Tenant } from '../model/index.ts';
import { holderKey } from './outcome.ts';
import type { RuleBook } from './rule-book.ts';

/**
 * The dynamic holders that membership in one holder can hang on: itself, the groups nested in it, and the groups that memberOf
 * rules among them read. Groups first, in the order of their rows. O(groups behind it).
 */
export function holdersBehind(tenant: Tenant, holder: Holder, book: RuleBook): readonly Holder[] {
  const reader = readTenant(tenant);
  const groups = reader.population('group');
  const seen = new Map<string, Holder>();
  const open: Holder[] = [holder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(holderKey(next))) continue;
    seen.set(holderKey(next), next);
    const objects = reader.population(next.type);
    const { row } = next;
    if (isDynamic(objects, row)) {
      for (const id of book.read(reader, next).groupIds) {
        const source = groups.rowOf(id);
        if (source !== undefined) open.push({ type: 'group', row: source });
      }
    }
    const members = next.type === 'group' ? tenant.relations.groupMembers.get(row)?.rows.group : undefined;
    members?.forEach((group) => open.push({ type: 'group', row: group }));
  }
  return [...seen.values()]
    .filter(({ type, row }) => reader.population(type).isActive(row) && isDynamic(reader.population(type), row))
    .toSorted((a, b) => (a.type === b.type ? a.row - b.row : a.type === 'group' ? -1 : 1));
}
