import { isJsonObject, type JsonObject, type JsonValue, type Span } from '../../base/index.ts';
import type { Fixture, GroupFixture, Named, PersonFixture } from '../../harness/index.ts';
import { isDirectoryExtension, propertyCatalogue } from '../../model/index.ts';
import { describeIssue, describeValue } from '../change-set/describe-issue.ts';
import { flattenBag } from '../change-set/flatten-bag.ts';
import { propertyBagSchema } from '../change-set/property-bag-schema.ts';
import type { ValuePath } from '../yaml/index.ts';
import { fixtureKeys, groupExtrasSchema } from './suite-schema.ts';
import { type FileReading, report, reportKey, suiteIssueCodes } from './suite-reading.ts';

/** Reads the people of one file; `taken` are names that other files have given. */
export function readPeople(
  reading: FileReading,
  value: JsonValue | undefined,
  taken: Map<string, string>,
): PersonFixture[] {
  return readAll(reading, 'people', 'user', value, taken).map(({ fixture }) => fixture);
}

/** Reads the groups of one file. */
export function readGroups(
  reading: FileReading,
  value: JsonValue | undefined,
  taken: Map<string, string>,
): GroupFixture[] {
  return readAll(reading, 'groups', 'group', value, taken).map(({ fixture, given, path }) => {
    const members = namesAt(reading, given, path, 'members');
    const licenses = namesAt(reading, given, path, 'licenses');
    return {
      ...fixture,
      ...(members === undefined ? {} : { members }),
      ...(licenses === undefined ? {} : { licenses }),
    };
  });
}

interface ReadFixture {
  readonly fixture: Fixture;
  readonly given: JsonObject;
  readonly path: ValuePath;
}

function readAll(
  reading: FileReading,
  section: 'people' | 'groups',
  type: 'user' | 'group',
  value: JsonValue | undefined,
  taken: Map<string, string>,
): readonly ReadFixture[] {
  if (!isJsonObject(value ?? null)) return [];
  return Object.entries(value as JsonObject).flatMap(([key, given]) => {
    const path = [section, key];
    const other = taken.get(key);
    if (other !== undefined) {
      const message = `"${key}" is also given in ${other}.`;
      reportKey(reading, 'suite/duplicate-name', path, message, 'Give one of them another name.');
      return [];
    }
    taken.set(key, reading.source.name);
    if (!isJsonObject(given)) {
      report(
        reading,
        'suite/wrong-type',
        path,
        `"${key}" must be a mapping of properties, found ${describeValue(given)}.`,
      );
      return [];
    }
    return [{ fixture: readFixture(reading, type, key, given, path), given, path }];
  });
}

function readFixture(
  reading: FileReading,
  type: 'user' | 'group',
  key: string,
  given: JsonObject,
  path: ValuePath,
): Fixture {
  const own: readonly string[] = fixtureKeys[type];
  const bag = Object.fromEntries(Object.entries(given).filter(([name]) => !own.includes(name)));
  const extras = Object.fromEntries(Object.entries(given).filter(([name]) => own.includes(name)));
  const known = [...own, ...propertyCatalogue[type].map(({ name }) => name)];
  check(reading, propertyBagSchema(type, 'with'), bag, path, known);
  check(reading, groupExtrasSchema, extras, path, own);
  const flat = flattenBag(type, bag);
  const { document, source } = reading;
  const spans = new Map<string, Span>();
  for (const [name, at] of flat.places) spans.set(name, document.spanAt([...path, ...at]));
  for (const { name, path: at } of flat.doubles) {
    report(
      reading,
      'suite/duplicate-key',
      [...path, ...at],
      `"${name}" is given twice, on its own and inside "${String(at[0])}".`,
    );
  }
  const target = given['is'];
  return {
    key,
    ...(typeof target === 'string' ? { is: { text: target, span: document.spanAt([...path, 'is']) } } : {}),
    properties: flat.properties,
    source,
    span: document.keySpanAt(path),
    spans,
  };
}

function check(
  { source, document, faults }: FileReading,
  schema: { safeParse(value: unknown): ReturnType<ReturnType<typeof propertyBagSchema>['safeParse']> },
  value: JsonObject,
  path: ValuePath,
  known: readonly string[],
): void {
  const issues = schema.safeParse(value).error?.issues ?? [];
  for (const issue of issues) {
    const shown =
      issue.code === 'unrecognized_keys' && issue.path.length === 0
        ? { ...issue, keys: issue.keys.filter((name) => !isDirectoryExtension(name)) }
        : issue;
    faults.push(...describeIssue(source, document, path, shown, () => known, suiteIssueCodes));
  }
}

function namesAt(reading: FileReading, given: JsonObject, path: ValuePath, key: string): readonly Named[] | undefined {
  const list = given[key];
  if (!Array.isArray(list)) return undefined;
  return (list as readonly JsonValue[]).flatMap((text, index) =>
    typeof text === 'string' ? [{ text, span: reading.document.spanAt([...path, key, index]) }] : [],
  );
}
