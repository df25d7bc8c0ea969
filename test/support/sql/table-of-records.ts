import type { JsonValue } from '../../../src/base/index.ts';
import type { RuleObject, RuleProperty } from '../../../src/rules/index.ts';
import { propertiesOf, type SubjectRecord } from '../population-of.ts';

/** One column of the table that docs/reference/sql-export.md asks for. */
export interface TableColumn {
  readonly name: string;
  readonly kind: 'text' | 'boolean' | 'instant' | 'texts' | 'plans';
}

/** Records as the rows of such a table, and their memberships as rows of `group_members`. */
export interface RecordTable {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** The values of the columns, null for null and for not known. */
  readonly rows: readonly (readonly JsonValue[])[];
  readonly memberships: readonly { readonly groupId: string; readonly memberId: string }[];
}

/** The columns are `id`, `knownProperties`, and every property that rules read. */
export function tableOfRecords(object: RuleObject, records: readonly SubjectRecord[]): RecordTable {
  const properties = propertiesOf(object, records);
  const columns: TableColumn[] = [
    { name: 'id', kind: 'text' },
    { name: 'knownProperties', kind: 'texts' },
    ...properties.map((property) => ({ name: property.source, kind: kindOf(property) })),
  ];
  const rows = records.map(({ id, attributes, unknown }) => {
    const known = properties.filter(({ name }) => !unknown.includes(name)).map(({ source }) => source);
    const values = properties.map((property): JsonValue => {
      const value = unknown.includes(property.name) ? null : (attributes[property.name] ?? null);
      return property.isFirstElement === true && value !== null ? [value] : value;
    });
    return [id, unknown.includes('memberOf') ? known : [...known, 'memberOf'], ...values];
  });
  const memberships = records.flatMap(({ id, attributes, unknown }) => {
    const groups = unknown.includes('memberOf') ? [] : (attributes['memberOf'] ?? []);
    return (groups as readonly string[]).map((groupId) => ({ groupId, memberId: id }));
  });
  return { name: `${object}s`, columns, rows, memberships };
}

function kindOf({ type, isFirstElement }: RuleProperty): TableColumn['kind'] {
  if (isFirstElement === true) return 'texts';
  switch (type) {
    case 'boolean':
      return 'boolean';
    case 'dateTime':
      return 'instant';
    case 'stringCollection':
      return 'texts';
    case 'objectCollection':
      return 'plans';
    default:
      return 'text';
  }
}
