import { foldOrdinal, isGuid, type JsonValue } from '../../base/index.ts';
import { findProperty, type ObjectType } from '../../model/index.ts';
import {
  type CsvColumn,
  type CsvRow,
  isTypeName,
  normalizeHeader,
  parseCell,
  planColumns,
  readCsvFile,
  trimBlanks,
} from '../csv/index.ts';
import { deriveObjectId } from '../derive-object-id.ts';
import { type DecodeOptions, importError, type InputPlace } from '../input/index.ts';
import type { ObjectScope } from './import-graph-object.ts';
import { type ImportedKind, kindByFileName, kindByProperties } from './object-kind.ts';
import type { LinkHolder, LinkKind } from './pending-links.ts';
import { recommendedSkuExport } from './subscribed-skus.ts';

/** A CSV file of a source and what its name says. */
export interface CsvSource {
  readonly path: string;
  /** The name used in messages. */
  readonly file: string;
  /** Set when the rows are members or owners of this object. */
  readonly linksOf?: { readonly kind: LinkKind; readonly holder: LinkHolder };
}

type RowReader = (row: CsvRow) => void;

/**
 * Reads a CSV file of users, groups, devices, contacts or members into the draft; returns the number of rows. Which it is, is
 * told by the header, then by the name of the file. Throws a ToolError.
 */
export async function importCsvFile(scope: ObjectScope, source: CsvSource, options: DecodeOptions): Promise<number> {
  let readRow: RowReader = () => undefined;
  let count = 0;
  const onHeader = (header: CsvRow): void => {
    readRow =
      createLinkReader(scope, source, header) ??
      createSkuSkipper(scope, source, header) ??
      createObjectReader(scope, source, header);
  };
  const onRow = (row: CsvRow): void => {
    count++;
    readRow(row);
  };
  await readCsvFile(source.path, source.file, { onHeader, onRow }, options);
  return count;
}

const memberColumns = [
  'memberobjectidorupn',
  'memberid',
  'memberobjectid',
  'objectid',
  'id',
  'memberuserprincipalname',
  'userprincipalname',
  'upn',
];
const holderColumns = ['groupid', 'groupobjectid', 'groupname', 'groupdisplayname'];

/** For a file that lists members: of the group in its name, or of the group named in each row. */
function createLinkReader(scope: ObjectScope, source: CsvSource, header: CsvRow): RowReader | undefined {
  const keys = header.cells.map(normalizeHeader);
  const columnOf = (names: readonly string[]): number => {
    const found = names.map((name) => keys.indexOf(name)).filter((index) => index >= 0);
    return found[0] ?? -1;
  };
  const holderColumn = columnOf(holderColumns);
  const memberColumn = columnOf(memberColumns);
  const { links } = scope.draft;
  if (holderColumn >= 0 && memberColumn >= 0) {
    return (row) => {
      const holder = { name: cellAt(row, holderColumn, source), file: source.file };
      links.add(links.open('members', holder), cellAt(row, memberColumn, source));
    };
  }
  const { linksOf } = source;
  if (linksOf === undefined) {
    // Only lists of members have these columns; read as users, nested groups would become people in silence.
    if (!keys.includes('memberobjectidorupn') && !keys.includes('membertype')) return undefined;
    throw importError(
      'import/unknown-holder',
      { file: source.file },
      'the file does not say whose members these are.',
      {
        hint: 'Name it <group>_members.csv, with the id, mailNickname or displayName of the group.',
      },
    );
  }
  if (memberColumn < 0) {
    throw importError('import/invalid-csv', { file: source.file, line: header.line }, 'no column holds the members.', {
      hint: 'Expected a column such as objectId, id or userPrincipalName.',
    });
  }
  const link = links.open(linksOf.kind, linksOf.holder);
  return (row) => links.add(link, cellAt(row, memberColumn, source));
}

function cellAt(row: CsvRow, column: number, source: CsvSource): string {
  const text = trimBlanks(row.cells[column] ?? '');
  if (text !== '') return text;
  throw importError('import/missing-id', { file: source.file, line: row.line }, 'the row names no member or no group.');
}

/** Subscribed SKUs as CSV say neither how many seats there are nor which plans: PowerShell writes names of types there. */
function createSkuSkipper(scope: ObjectScope, source: CsvSource, header: CsvRow): RowReader | undefined {
  const type = kindOf(source, header.cells.map(normalizeHeader));
  if (type !== 'subscribedSku') return undefined;
  const column = header.cells.findIndex((cell) => normalizeHeader(cell) === 'skupartnumber');
  return (row) => {
    const sample = row.cells[column];
    scope.draft.findings.add('import/skus-need-json', {
      message: 'Subscribed SKUs in a CSV file are skipped: seats and service plans are not in it.',
      file: source.file,
      line: header.line,
      ...(sample === undefined || sample === '' ? {} : { sample }),
      hint: `Export with: ${recommendedSkuExport}`,
    });
  };
}

function createObjectReader(scope: ObjectScope, source: CsvSource, header: CsvRow): RowReader {
  const place = { file: source.file, line: header.line };
  const keys = header.cells.map(normalizeHeader);
  const type = typeOf(source, keys, place);
  const columns = planColumns(type, header.cells);
  checkHeader(columns, header, place);
  const idColumn = columns.findIndex((column) => column.kind === 'id');
  const nameColumn = columns.findIndex(
    (column) => column.kind === 'property' && column.definition.name === 'userPrincipalName',
  );
  const namesakes = idColumn < 0 ? idsByUserPrincipalName(scope) : new Map<string, string>();
  return (row) => {
    const at = { file: source.file, line: row.line };
    const name = row.cells[nameColumn] ?? '';
    if (name !== trimBlanks(name)) reportBlank(scope, at, name);
    const id =
      trimBlanks(row.cells[idColumn] ?? '') || (namesakes.get(foldOrdinal(trimBlanks(name))) ?? idByName(type, name));
    if (id === undefined) {
      throw importError(
        'import/missing-id',
        at,
        `the row has no id${type === 'user' ? ' and no userPrincipalName' : ''}.`,
      );
    }
    const target = scope.draft.addObject(type, id);
    if (!scope.statedRows[type].add(target.row)) {
      const message = `A ${type} stands more than once in this file.`;
      scope.draft.findings.add('import/duplicate-object', { message, ...at, sample: id });
    }
    writeRow(scope, type, target.row, columns, row.cells, at);
  };
}

function checkHeader(columns: readonly CsvColumn[], header: CsvRow, place: InputPlace): void {
  const names = new Map<string, string>();
  columns.forEach((column, index) => {
    const cell = header.cells[index] ?? '';
    const name = column.kind === 'property' ? column.definition.name : column.kind === 'id' ? 'id' : undefined;
    if (name === undefined) return;
    const earlier = names.get(name);
    if (earlier !== undefined) {
      const message = `the columns "${earlier}" and "${cell}" both stand for "${name}".`;
      throw importError('import/invalid-csv', place, message);
    }
    names.set(name, cell);
  });
}

function kindOf(source: CsvSource, keys: readonly string[]): ImportedKind | undefined {
  const has = (name: string): boolean => keys.includes(name.toLowerCase());
  const isGroupList = has('groupType') || (has('membershipType') && !has('isMemberManagementRestricted'));
  const byHeader = isGroupList ? 'group' : kindByProperties(has);
  return byHeader ?? kindByFileName(source.file.replace(/^.*[\\/]/, ''));
}

function typeOf(source: CsvSource, keys: readonly string[], place: InputPlace): ObjectType {
  const type = kindOf(source, keys);
  if (type !== undefined && type !== 'subscribedSku') return type;
  throw importError('import/unknown-object-type', place, 'the header fits no type of object.', {
    hint: 'Expected columns such as userPrincipalName (users), groupTypes or "Group type" (groups), deviceId (devices).',
  });
}

function writeRow(
  scope: ObjectScope,
  type: ObjectType,
  row: number,
  columns: readonly CsvColumn[],
  cells: readonly string[],
  place: InputPlace,
): void {
  const unknown: [string, string][] = [];
  const groupTypes: string[] = [];
  columns.forEach((column, index) => {
    const text = cells[index] ?? '';
    if (column.kind === 'property') writeCell(scope, type, row, column, text, place);
    else if (column.kind === 'groupType') groupTypes.push(...writeGroupType(scope, row, text, place));
    else if (column.kind === 'membershipType') groupTypes.push(...(/dynamic/i.test(text) ? ['DynamicMembership'] : []));
    else if (column.kind === 'secret' && text !== '') {
      scope.draft.findings.add('import/secret-dropped', { message: 'Passwords are not kept.', file: place.file });
    } else if (column.kind === 'unknown' && isTypeName(text)) reportTypeName(scope, type, row, column.name, place);
    else if (column.kind === 'unknown' && text !== '') unknown.push([column.name, text]);
  });
  if (columns.some(({ kind }) => kind === 'groupType') && columns.some(({ kind }) => kind === 'membershipType')) {
    write(scope, type, row, 'groupTypes', groupTypes, place);
  }
  if (unknown.length > 0) scope.draft.addAdditionalData(type, row, Object.fromEntries(unknown), place);
}

function writeCell(
  scope: ObjectScope,
  type: ObjectType,
  row: number,
  column: Extract<CsvColumn, { kind: 'property' }>,
  text: string,
  place: InputPlace,
): void {
  const { definition } = column;
  const cell = parseCell(definition, text);
  switch (cell.kind) {
    case 'empty':
      return scope.emptyCells.addEmpty(type, row, definition.name);
    case 'typeName':
      return reportTypeName(scope, type, row, definition.name, place);
    case 'ambiguousDate':
      return scope.draft.findings.add('import/ambiguous-date', {
        ...subjectOf(scope, type, row, place),
        message: `"${definition.name}" holds dates in the format of some country and is not known.`,
      });
    case 'wrong':
      throw importError('import/wrong-value', place, `"${text}" is no value for ${type} "${definition.name}".`);
    case 'value':
      scope.emptyCells.addValue(type, definition.name);
      // The bulk template asks whether to block sign-in, the opposite of accountEnabled (spec import-formats 2.1).
      scope.draft.setValue(type, row, definition, column.isBlockSignIn ? cell.value !== true : cell.value, place);
  }
}

function reportTypeName(scope: ObjectScope, type: ObjectType, row: number, name: string, place: InputPlace): void {
  scope.draft.findings.add('import/type-name', {
    ...subjectOf(scope, type, row, place),
    message: `"${name}" holds the name of a type instead of a value and is not known.`,
  });
}

function subjectOf(
  scope: ObjectScope,
  type: ObjectType,
  row: number,
  place: InputPlace,
): { readonly file: string; readonly sample: string; readonly line?: number } {
  const subject = { file: place.file, sample: scope.draft.tenant.population(type).idAt(row) };
  return place.line === undefined ? subject : { ...subject, line: place.line };
}

/** `Microsoft 365`, `Security`, `Mail-enabled security`, `Distribution`; what the text leaves open stays not known. */
function writeGroupType(scope: ObjectScope, row: number, text: string, place: InputPlace): readonly string[] {
  const isUnified = /microsoft\s*365|office|unified/i.test(text);
  const isSecurity = /security/i.test(text);
  const isMail = isUnified || /mail|distribution/i.test(text);
  if (isMail || isSecurity) write(scope, 'group', row, 'mailEnabled', isMail, place);
  // A Microsoft 365 group can be security-enabled or not; the list does not say.
  if (!isUnified && (isMail || isSecurity)) write(scope, 'group', row, 'securityEnabled', isSecurity, place);
  return isUnified ? ['Unified'] : [];
}

function write(
  scope: ObjectScope,
  type: ObjectType,
  row: number,
  name: string,
  value: JsonValue,
  place: InputPlace,
): void {
  const definition = findProperty(type, name);
  if (definition !== undefined) scope.draft.setValue(type, row, definition, value, place);
}

function reportBlank(scope: ObjectScope, place: InputPlace, name: string): void {
  scope.draft.findings.add('import/blank-in-name', {
    message: 'A userPrincipalName begins or ends with a blank.',
    file: place.file,
    ...(place.line === undefined ? {} : { line: place.line }),
    sample: JSON.stringify(name),
  });
}

/** Templates of the portal have no ids: the id follows from the userPrincipalName, so that a second import finds it again. */
function idByName(type: ObjectType, userPrincipalName: string): string | undefined {
  const name = trimBlanks(userPrincipalName);
  if (type !== 'user' || name === '') return undefined;
  return isGuid(name) ? name : deriveObjectId('user', name);
}

function idsByUserPrincipalName(scope: ObjectScope): ReadonlyMap<string, string> {
  const users = scope.draft.tenant.population('user');
  const ids = new Map<string, string>();
  for (let row = 0; row < users.size; row++) {
    const name = users.textAt(row, 'userPrincipalName');
    if (name !== undefined) ids.set(foldOrdinal(name), users.idAt(row));
  }
  return ids;
}
