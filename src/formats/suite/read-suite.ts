import { basename } from 'node:path';
import {
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import type { GroupFixture, PersonFixture, Suite } from '../../harness/index.ts';
import {
  type ChangeSet,
  type Semantics,
  type SemanticsOption,
  semanticsOptionNames,
  semanticsOptions,
} from '../../model/index.ts';
import { describeIssue, describeValue } from '../change-set/describe-issue.ts';
import { parseYaml } from '../yaml/index.ts';
import { readCases } from './read-cases.ts';
import { parseClock, readChangesAt } from './read-changes-at.ts';
import { readGroups, readPeople } from './read-fixtures.ts';
import type { SuiteFiles } from './suite-files.ts';
import { type FileReading, openNamed, report, reportKey, suiteIssueCodes } from './suite-reading.ts';
import { includeSchema, knownKeysAt, suiteFrameSchema } from './suite-schema.ts';

/**
 * Reads a suite from YAML or JSON, with the files that it includes and the change sets that it plays. `path` is absolute; `source`
 * names the file as the user would. All faults are returned at once, by file in the order of the text, each with its place and,
 * for misspelt keys, with what was probably meant. Whether names are known is seen when the suite meets a tenant. Never throws
 * for bad text. O(text + cases).
 */
export function readSuite(source: SourceText, path: string, files: SuiteFiles): Result<Suite, readonly Diagnostic[]> {
  const faults: Diagnostic[] = [];
  const read = new Set([path]);
  const opened = openFile({ source, path, files, faults, read });
  if (opened === undefined) return err(inOrder(faults));
  const { reading, value } = opened;
  checkFrame(reading, value, suiteFrameSchema);
  const people: PersonFixture[] = [];
  const groups: GroupFixture[] = [];
  gatherFixtures(reading, value, {
    people,
    groups,
    peopleTaken: new Map(),
    groupsTaken: new Map(),
    trail: [path],
    seen: new Set([path]),
  });
  const plans = new Map<string, ChangeSet>();
  const { changes: given, tests, tenant, name } = value;
  const changes = given === undefined ? undefined : readChangesAt(reading, ['changes'], given, plans);
  const cases = Array.isArray(tests) ? readCases(reading, tests as readonly JsonValue[], plans) : [];
  const clock = readClock(reading, value);
  const semantics = readSemantics(reading, value['semantics']);
  if (faults.length > 0) return err(inOrder(faults));
  return ok({
    name: typeof name === 'string' ? name : basename(path).replace(/\.tenantlab\.(ya?ml|json)$/, ''),
    source,
    ...(typeof tenant === 'string' ? { tenant: { text: tenant, span: reading.document.spanAt(['tenant']) } } : {}),
    ...(clock === undefined ? {} : { clock }),
    semantics,
    people,
    groups,
    ...(changes === undefined ? {} : { changes }),
    cases,
    files: [...read],
  });
}

function openFile(
  from: Omit<FileReading, 'document'>,
): { readonly reading: FileReading; readonly value: JsonObject } | undefined {
  const parsed = parseYaml(from.source, suiteIssueCodes);
  if (!parsed.ok) {
    from.faults.push(...parsed.error);
    return undefined;
  }
  const document = parsed.value;
  const { value } = document;
  if (isJsonObject(value)) return { reading: { ...from, document }, value };
  const message = `A suite is a mapping with tests, found ${describeValue(value)}.`;
  from.faults.push(createDiagnostic('suite/wrong-type', { message, source: from.source, span: document.spanAt([]) }));
  return undefined;
}

function checkFrame(
  { source, document, faults }: FileReading,
  value: JsonObject,
  schema: typeof suiteFrameSchema | typeof includeSchema,
): void {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const known = schema === includeSchema ? Object.keys(includeSchema.shape) : undefined;
  for (const issue of issues)
    faults.push(...describeIssue(source, document, [], issue, (at) => known ?? knownKeysAt(at), suiteIssueCodes));
}

interface Gathering {
  readonly people: PersonFixture[];
  readonly groups: GroupFixture[];
  readonly peopleTaken: Map<string, string>;
  readonly groupsTaken: Map<string, string>;
  /** Files from the suite to the one at hand. */
  readonly trail: readonly string[];
  /** Files that were read. */
  readonly seen: Set<string>;
}

/** Included files come first, in the order in which they are named; a file that is included twice counts once. */
function gatherFixtures(reading: FileReading, value: JsonObject, gathering: Gathering): void {
  const { include } = value;
  const names = Array.isArray(include) ? (include as readonly JsonValue[]) : [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') continue;
    const opened = openNamed(reading, ['include', index], name);
    if (opened === undefined) continue;
    const { absolute, source } = opened;
    if (gathering.trail.includes(absolute)) {
      const circle = [...gathering.trail.slice(gathering.trail.indexOf(absolute)), absolute].map((file) =>
        basename(file),
      );
      report(
        reading,
        'suite/cyclic-include',
        ['include', index],
        `Files include each other in a circle: ${circle.join(' -> ')}.`,
      );
      continue;
    }
    if (gathering.seen.has(absolute)) continue;
    gathering.seen.add(absolute);
    const inner = openFile({ ...reading, source, path: absolute });
    if (inner === undefined) continue;
    checkFrame(inner.reading, inner.value, includeSchema);
    gatherFixtures(inner.reading, inner.value, { ...gathering, trail: [...gathering.trail, absolute] });
  }
  gathering.people.push(...readPeople(reading, value['people'], gathering.peopleTaken));
  gathering.groups.push(...readGroups(reading, value['groups'], gathering.groupsTaken));
}

function readClock(reading: FileReading, value: JsonObject): number | undefined {
  const { clock } = value;
  if (typeof clock !== 'string') return undefined;
  const instant = parseClock(clock);
  if (instant === undefined)
    report(
      reading,
      'suite/wrong-type',
      ['clock'],
      `"clock" must be an instant such as 2026-10-01T00:00:00Z, or a date, found "${clock}".`,
    );
  return instant;
}

function readSemantics(reading: FileReading, value: JsonValue | undefined): Partial<Semantics> {
  if (!isJsonObject(value ?? null)) return {};
  const chosen: Record<string, string> = {};
  for (const [name, given] of Object.entries(value as JsonObject)) {
    const option: SemanticsOption | undefined = Object.hasOwn(semanticsOptions, name)
      ? semanticsOptions[name as keyof typeof semanticsOptions]
      : undefined;
    const path = ['semantics', name];
    if (option === undefined) {
      const hint = didYouMean(name, semanticsOptionNames) ?? 'All options: docs/reference/semantics.md.';
      reportKey(reading, 'suite/unknown-key', path, `There is no semantics option "${name}".`, hint);
      continue;
    }
    const text = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
    const readings = Object.keys(option.readings);
    if (readings.includes(text)) chosen[name] = text;
    else
      report(
        reading,
        'suite/wrong-type',
        path,
        `"${name}" must be ${readings.join(' or ')}, found ${describeValue(given)}.`,
      );
  }
  return chosen;
}

/** By file, the suite's own first, then by place. */
function inOrder(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(faults.map(({ source }) => source?.name))];
  const rank = ({ source }: Diagnostic): number => files.indexOf(source?.name);
  return faults.toSorted((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
