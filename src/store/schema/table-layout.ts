import {
  collectionNames,
  isCellType,
  type ObjectType,
  objectTypes,
  propertyCatalogue,
  type PropertyDefinition,
} from '../../model/index.ts';

/** How a property stands in its column: text as it is, 0 or 1, a number, or JSON text. */
export type StoredKind = 'text' | 'boolean' | 'integer' | 'json';

/** One property of the catalogue as a column; it has the property's name. */
export interface StoredColumn {
  readonly definition: PropertyDefinition;
  readonly kind: StoredKind;
}

/** The table of one object type and the view that shows its objects to people. */
export interface ObjectTable {
  readonly type: ObjectType;
  readonly name: string;
  readonly viewName: string;
  readonly columns: readonly StoredColumn[];
}

/** Where every object type is stored, made from the property catalogue. Read by the schema and by all statements. */
export const objectTables: Readonly<Record<ObjectType, ObjectTable>> = {
  organization: tableOf('organization'),
  domain: tableOf('domain'),
  user: tableOf('user'),
  device: tableOf('device'),
  orgContact: tableOf('orgContact'),
  group: tableOf('group'),
  administrativeUnit: tableOf('administrativeUnit'),
  subscription: tableOf('subscription'),
  licenseAssignment: tableOf('licenseAssignment'),
  servicePlanAssignment: tableOf('servicePlanAssignment'),
};

/** The object tables in the order of object types. */
export const objectTableList: readonly ObjectTable[] = objectTypes.map((type) => objectTables[type]);

/** The tables of objects that can be members or owners: subscriptions and what stands for the licenses of users never are. */
export const memberTableList: readonly ObjectTable[] = objectTableList.filter(
  ({ type }) => type !== 'subscription' && !isCellType(type),
);

/** Columns that stand before the properties in every object table. */
export const leadingColumns = ['row', 'id', 'known', 'additional'] as const;

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tableOf(type: ObjectType): ObjectTable {
  return {
    type,
    name: `object_${snakeCase(type)}`,
    viewName: snakeCase(collectionNames[type]),
    columns: propertyCatalogue[type].map((definition) => ({ definition, kind: kindOf(definition) })),
  };
}

function kindOf(definition: PropertyDefinition): StoredKind {
  switch (definition.type) {
    case 'boolean':
    case 'integer':
      return definition.type;
    case 'stringCollection':
    case 'objectCollection':
    case 'object':
      return 'json';
    case 'string':
    case 'dateTime':
    case 'reference':
      return 'text';
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
