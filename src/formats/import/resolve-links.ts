import { foldOrdinal, rowSetOf } from '../../base/index.ts';
import type { ObjectType, PopulationDraft, RelationName } from '../../model/index.ts';
import { isDynamic } from '../is-dynamic.ts';
import { importError } from '../input/index.ts';
import type { ImportDraft } from './import-draft.ts';
import type { LinkHolder, LinkKind } from './pending-links.ts';

/** Types that can be a member, an owner or a manager, in the order in which an id is looked up. */
const targetTypes = ['user', 'device', 'orgContact', 'group', 'administrativeUnit'] as const;

type Target = { readonly type: ObjectType; readonly row: number } | { readonly id: string };

/**
 * Turns the members, owners and managers of an import into links between rows. Members of dynamic holders become exported
 * members; ids that are not in the import are kept and reported. Throws a ToolError (`import/unknown-holder`) when a members
 * file names no group, or several. O(links + users).
 */
export function resolveLinks(draft: ImportDraft): void {
  const resolve = createTargetResolver(draft);
  const merged = new Map<string, MergedLinks>();
  for (const link of draft.links.all()) {
    const holder = holderOf(draft, link.holder);
    const relation = relationOf(draft, holder, link.kind);
    if (relation === undefined) continue;
    const key = `${relation} ${holder.row}`;
    const entry: MergedLinks = merged.get(key) ?? { relation, row: holder.row, rows: new Map(), unresolved: new Set() };
    merged.set(key, entry);
    for (const index of link.targets) {
      const target = resolve(draft.links.textAt(index));
      if ('id' in target) {
        entry.unresolved.add(target.id);
        const name = nameOf(draft.tenant.population(holder.type), holder.row);
        const message = `${link.kind === 'members' ? 'Members' : 'Owners'} of ${holder.type}s are not in the export.`;
        draft.findings.add('import/dangling-reference', { message, sample: `${target.id} in ${name}` });
      } else {
        const rows = entry.rows.get(target.type) ?? [];
        if (rows.push(target.row) === 1) entry.rows.set(target.type, rows);
      }
    }
  }
  for (const { relation, row, rows, unresolved } of merged.values()) {
    const sets = Object.fromEntries([...rows].map(([type, list]) => [type, rowSetOf(list)]));
    draft.tenant.setLinks(relation, row, { rows: sets, unresolved: [...unresolved].toSorted() });
  }
  resolveReferences(draft, resolve);
}

/** The links of one holder, from all files. */
interface MergedLinks {
  readonly relation: RelationName;
  readonly row: number;
  readonly rows: Map<ObjectType, number[]>;
  readonly unresolved: Set<string>;
}

function relationOf(
  draft: ImportDraft,
  holder: { readonly type: ObjectType; readonly row: number },
  kind: LinkKind,
): RelationName | undefined {
  const dynamic = isDynamic(draft.tenant.population(holder.type), holder.row);
  if (holder.type === 'group') {
    if (kind === 'owners') return 'groupOwners';
    return dynamic ? 'groupExportedMembers' : 'groupMembers';
  }
  // Administrative units have no owners.
  if (kind === 'owners') return undefined;
  return dynamic ? 'unitExportedMembers' : 'unitMembers';
}

function holderOf(draft: ImportDraft, holder: LinkHolder): { readonly type: ObjectType; readonly row: number } {
  if ('row' in holder) return holder;
  const found: { type: ObjectType; row: number }[] = [];
  for (const type of ['group', 'administrativeUnit'] as const) {
    const population = draft.tenant.population(type);
    const byId = population.rowOf(holder.name);
    if (byId !== undefined) return { type, row: byId };
    const wanted = foldOrdinal(holder.name);
    for (let row = 0; row < population.size; row++) {
      const names = [population.textAt(row, 'displayName'), population.textAt(row, 'mailNickname')];
      if (names.some((name) => name !== undefined && foldOrdinal(name) === wanted)) found.push({ type, row });
    }
  }
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const ids = found.map(({ type, row }) => draft.tenant.population(type).idAt(row)).slice(0, 5);
  const message =
    found.length === 0
      ? `no group or administrative unit of this import is called "${holder.name}".`
      : `"${holder.name}" fits ${found.length} objects: ${ids.join(', ')}.`;
  throw importError('import/unknown-holder', { file: holder.file }, message, {
    hint: 'Name the file <id, mailNickname or displayName>_members, and import the groups in the same run.',
  });
}

function createTargetResolver(draft: ImportDraft): (text: string) => Target {
  const cache = new Map<string, Target>();
  let usersByName: Map<string, number> | undefined;
  const find = (text: string): Target => {
    for (const type of targetTypes) {
      const row = draft.tenant.population(type).rowOf(text);
      if (row !== undefined) return { type, row };
    }
    if (text.includes('@')) {
      usersByName ??= indexUsers(draft.tenant.population('user'));
      const row = usersByName.get(foldOrdinal(text));
      if (row !== undefined) return { type: 'user', row };
    }
    return { id: text.toLowerCase() };
  };
  return (text) => {
    const known = cache.get(text) ?? find(text);
    cache.set(text, known);
    return known;
  };
}

function indexUsers(users: PopulationDraft): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < users.size; row++) {
    const name = users.textAt(row, 'userPrincipalName');
    if (name !== undefined) rows.set(foldOrdinal(name), row);
  }
  return rows;
}

/** Managers given by userPrincipalName become ids; ids that are not in the import are reported. O(distinct managers). */
function resolveReferences(draft: ImportDraft, resolve: (text: string) => Target): void {
  for (const type of ['user', 'orgContact'] as const) {
    if (!draft.seen[type].has('manager')) continue;
    const population = draft.tenant.population(type);
    const column = population.columnDraft('manager');
    for (let row = 0; row < population.size; row++) {
      const manager = population.textAt(row, 'manager');
      if (manager === undefined) continue;
      const target = resolve(manager);
      if ('id' in target) {
        const sample = `${manager} of ${nameOf(population, row)}`;
        draft.findings.add('import/dangling-reference', {
          message: `Managers of ${type}s are not in the export.`,
          sample,
        });
      } else {
        const id = draft.tenant.population(target.type).idAt(target.row);
        if (id !== manager) column.setText(row, id);
      }
    }
  }
}

function nameOf(population: PopulationDraft, row: number): string {
  return population.textAt(row, 'userPrincipalName') ?? population.textAt(row, 'displayName') ?? population.idAt(row);
}
