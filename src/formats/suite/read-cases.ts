import { isJsonObject, type JsonObject, type JsonValue, type Span } from '../../base/index.ts';
import {
  countCells,
  type Expectation,
  expandMatrix,
  fillPlaceholders,
  type MatrixCell,
  type Named,
  placeholdersIn,
  type SuiteCase,
} from '../../harness/index.ts';
import type { ChangeSet } from '../../model/index.ts';
import { describeIssue, describeValue } from '../change-set/describe-issue.ts';
import type { ValuePath } from '../yaml/index.ts';
import { readChangesAt } from './read-changes-at.ts';
import { readExpectations } from './read-expectations.ts';
import { caseSchema, expectSchema, knownKeysAt } from './suite-schema.ts';
import { type FileReading, report, reportAt, reportKey, suiteIssueCodes } from './suite-reading.ts';

/** Most cases of one suite: more would be a matrix that nobody meant. */
const mostCases = 50_000;

/** Reads the cases of a suite; every cell of a matrix is one. Faults are reported once, not once for each cell. */
export function readCases(
  reading: FileReading,
  tests: readonly JsonValue[],
  plans: Map<string, ChangeSet>,
): SuiteCase[] {
  const cases: SuiteCase[] = [];
  const places = new Map<string, Span>();
  for (let index = 0; index < tests.length; index++) {
    const path = ['tests', index];
    const value = tests[index] ?? null;
    if (!isJsonObject(value)) {
      report(reading, 'suite/wrong-type', path, `A case must be a mapping, found ${describeValue(value)}.`);
      continue;
    }
    if (!checkCase(reading, path, value)) continue;
    const matrix = value['matrix'];
    if (cases.length + (matrix === undefined ? 1 : countCells(matrix)) > mostCases) {
      report(
        reading,
        'suite/too-complex',
        [...path, 'matrix'],
        `The suite would have more than ${mostCases} cases.`,
        'Split it into several files.',
      );
      break;
    }
    for (const suiteCase of readCase(reading, path, value, plans)) {
      if (places.has(suiteCase.name)) {
        const message = `There is another case named "${suiteCase.name}".`;
        report(
          reading,
          'suite/duplicate-name',
          [...path, 'name'],
          message,
          'Reports and filters know cases by their names.',
        );
        break;
      }
      places.set(suiteCase.name, suiteCase.span);
      cases.push(suiteCase);
    }
  }
  return cases;
}

/** Checks the structure of a case; false when it has a fault. */
function checkCase(reading: FileReading, path: ValuePath, value: JsonObject): boolean {
  const { source, document, faults } = reading;
  const before = faults.length;
  const issues = caseSchema.safeParse(value).error?.issues ?? [];
  faults.push(
    ...issues.flatMap((issue) =>
      describeIssue(source, document, path, issue, (at) => knownKeysAt(['tests', ...at]), suiteIssueCodes),
    ),
  );
  const { matrix, ...rest } = value;
  const keys = matrixKeys(matrix);
  const used = placeholdersIn(rest);
  for (const key of keys) {
    const stands = (key === 'person' || key === 'group') && rest[key] === undefined;
    if (stands || used.has(key)) continue;
    const hint = `Write \${${key}} where its values belong, or remove it.`;
    reportKey(
      reading,
      'suite/unused-value',
      keyPath(path, matrix, key),
      `The case does not use "${key}" of its matrix.`,
      hint,
    );
  }
  for (const key of used) {
    if (keys.has(key)) continue;
    const hint =
      keys.size === 0 ? 'Give the case a matrix with that key.' : `The keys of its matrix are ${[...keys].join(', ')}.`;
    report(reading, 'suite/unknown-value', path, `Nothing fills \${${key}}.`, hint);
  }
  if (value['expect'] === undefined && value['todo'] === undefined && value['name'] !== undefined)
    report(
      reading,
      'suite/missing-key',
      path,
      'The key "expect" is missing.',
      'A case that is still to be written has todo: what is to be done.',
    );
  return faults.length === before;
}

function matrixKeys(matrix: JsonValue | undefined): ReadonlySet<string> {
  if (Array.isArray(matrix))
    return new Set((matrix as readonly JsonValue[]).flatMap((row) => (isJsonObject(row) ? Object.keys(row) : [])));
  return new Set(isJsonObject(matrix ?? null) ? Object.keys(matrix as JsonObject) : []);
}

function keyPath(path: ValuePath, matrix: JsonValue | undefined, key: string): ValuePath {
  if (!Array.isArray(matrix)) return [...path, 'matrix', key];
  const row = (matrix as readonly JsonValue[]).findIndex((entry) => isJsonObject(entry) && Object.hasOwn(entry, key));
  return [...path, 'matrix', row, key];
}

const noCell: MatrixCell = { values: new Map(), paths: new Map(), label: '' };

function readCase(
  reading: FileReading,
  path: ValuePath,
  value: JsonObject,
  plans: Map<string, ChangeSet>,
): readonly SuiteCase[] {
  const { matrix, ...rest } = value;
  const cells = matrix === undefined ? [noCell] : expandMatrix(matrix);
  const cases: SuiteCase[] = [];
  for (const cell of cells) {
    const before = reading.faults.length;
    const suiteCase = readCell(reading, path, rest, cell, plans);
    // What is wrong in one cell is mostly wrong in all.
    if (reading.faults.length > before) break;
    cases.push(suiteCase);
  }
  return cases;
}

function readCell(
  reading: FileReading,
  path: ValuePath,
  value: JsonObject,
  cell: MatrixCell,
  plans: Map<string, ChangeSet>,
): SuiteCase {
  const { document } = reading;
  const before = reading.faults.length;
  const isMatrix = cell !== noCell;
  const filled = isMatrix
    ? (fillPlaceholders(value, cell.values) as JsonObject)
    : (fillPlaceholders(value, noCell.values) as JsonObject);
  const placeOf = (inner: readonly (string | number)[]): Span => document.spanAt([...path, 'expect', ...inner]);
  const expect = filled['expect'];
  if (isMatrix && expect !== undefined) checkFilled(reading, path, expect);
  const person = namedPart(reading, path, filled, cell, 'person');
  const group = namedPart(reading, path, filled, cell, 'group');
  const plan =
    filled['plan'] === undefined ? undefined : readChangesAt(reading, [...path, 'plan'], filled['plan'], plans);
  const expectations = isJsonObject(expect ?? null)
    ? readExpectations(expect as JsonObject, placeOf, (at, message, hint) => {
        report(reading, 'suite/wrong-type', [...path, 'expect', ...at], message, hint);
      })
    : [];
  const title = typeof filled['name'] === 'string' ? filled['name'] : '';
  const suiteCase: SuiteCase = {
    name: isMatrix && placeholdersIn(value['name'] ?? null).size === 0 ? `${title} > ${cell.label}` : title,
    tags: textList(filled['tags']),
    ...optionalText(filled, 'skip'),
    ...optionalText(filled, 'todo'),
    only: filled['only'] === true,
    ...(person === undefined ? {} : { person }),
    ...(group === undefined ? {} : { group }),
    ...(plan === undefined ? {} : { plan }),
    expectations: withRefusals(expectations, filled['plan'] !== undefined, document.spanAt([...path, 'plan'])),
    span: document.spanAt([...path, 'name']),
  };
  if (reading.faults.length === before) checkNeeds(reading, suiteCase, filled);
  return suiteCase;
}

/** A plan of which nobody expects refusals must have none. */
function withRefusals(expectations: readonly Expectation[], hasPlan: boolean, span: Span): readonly Expectation[] {
  if (!hasPlan || expectations.some(({ kind }) => kind === 'refusals')) return expectations;
  return [...expectations, { kind: 'refusals', codes: [], span }];
}

/** Values of a matrix may be of the wrong kind where they are put. */
function checkFilled({ source, document, faults }: FileReading, path: ValuePath, expect: JsonValue): void {
  const issues = expectSchema.safeParse(expect).error?.issues ?? [];
  for (const issue of issues) {
    const inner = [...path, 'expect'];
    faults.push(
      ...describeIssue(source, document, inner, issue, (at) => knownKeysAt(['expect', ...at]), suiteIssueCodes),
    );
  }
}

function namedPart(
  { document }: FileReading,
  path: ValuePath,
  filled: JsonObject,
  cell: MatrixCell,
  key: 'person' | 'group',
): Named | undefined {
  const own = filled[key];
  if (typeof own === 'string') return { text: own, span: document.spanAt([...path, key]) };
  const value = cell.values.get(key);
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { text, span: document.spanAt([...path, 'matrix', ...(cell.paths.get(key) ?? [])]) };
}

const needs: Readonly<Record<Expectation['kind'], readonly ('person' | 'group' | 'plan')[]>> = {
  member: ['person', 'group'],
  members: ['group'],
  count: ['group'],
  rule: ['group'],
  skus: ['person'],
  servicePlans: ['person'],
  licenseErrors: ['person'],
  seats: [],
  movement: ['plan'],
  movedPeople: ['plan'],
  licenseMovement: ['plan'],
  guardrails: ['plan'],
  unchanged: ['plan'],
  cost: ['plan'],
  refusals: ['plan'],
  snapshot: [],
};

function checkNeeds(reading: FileReading, suiteCase: SuiteCase, filled: JsonObject): void {
  const has = {
    person: suiteCase.person !== undefined,
    group: suiteCase.group !== undefined,
    plan: filled['plan'] !== undefined,
  };
  const missing = new Set<string>();
  for (const { kind, span } of suiteCase.expectations) {
    for (const need of needs[kind]) {
      if (has[need] || missing.has(need)) continue;
      missing.add(need);
      reportAt(
        reading,
        'suite/missing-key',
        span,
        `This expectation needs a ${need}, and the case has none.`,
        `Add ${need}: to the case.`,
      );
    }
    if (kind === 'snapshot' && !has.person && !has.group && !has.plan)
      reportAt(
        reading,
        'suite/missing-key',
        span,
        'A snapshot needs a plan, a group or a person, and the case has none.',
      );
  }
  if (suiteCase.expectations.length === 0 && suiteCase.todo === undefined)
    reportAt(
      reading,
      'suite/missing-key',
      suiteCase.span,
      'The case expects nothing.',
      'Give it an expectation, or todo: what is to be done.',
    );
}

function textList(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((item) => typeof item === 'string') : [];
}

function optionalText<Key extends 'skip' | 'todo'>(value: JsonObject, key: Key): Partial<Record<Key, string>> {
  const text = value[key];
  return typeof text === 'string' ? ({ [key]: text } as Record<Key, string>) : {};
}
