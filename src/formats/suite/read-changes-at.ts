import { isJsonObject, type JsonObject, type JsonValue, parseInstant } from '../../base/index.ts';
import type { ChangeSet, ChangeStep } from '../../model/index.ts';
import { describeValue } from '../change-set/describe-issue.ts';
import { readChangeSet } from '../change-set/read-change-set.ts';
import { readStep } from '../change-set/read-step.ts';
import type { ValuePath } from '../yaml/index.ts';
import { type FileReading, openNamed, report, reportKey } from './suite-reading.ts';

const keys = ['version', 'clock', 'steps'];

/** Reads the changes that stand at a path: the name of a change set file, a list of steps, or a change set as a mapping. */
export function readChangesAt(
  reading: FileReading,
  path: ValuePath,
  value: JsonValue,
  known: Map<string, ChangeSet>,
): ChangeSet | undefined {
  if (typeof value === 'string') return readNamed(reading, path, value, known);
  if (Array.isArray(value)) return readSteps(reading, path, value as readonly JsonValue[], undefined);
  if (!isJsonObject(value)) return undefined;
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    reportKey(
      reading,
      'suite/unknown-key',
      [...path, key],
      `The key "${key}" has no meaning here.`,
      `Known are ${keys.join(', ')}.`,
    );
  }
  const steps = value['steps'];
  if (Array.isArray(steps))
    return readSteps(reading, [...path, 'steps'], steps as readonly JsonValue[], readClock(reading, path, value));
  report(reading, 'suite/missing-key', path, 'The key "steps" is missing, a list of steps.');
  return undefined;
}

/** Files are read once, so that cases that play the same plan share it. */
function readNamed(
  reading: FileReading,
  path: ValuePath,
  name: string,
  known: Map<string, ChangeSet>,
): ChangeSet | undefined {
  const opened = openNamed(reading, path, name);
  if (opened === undefined) return undefined;
  const earlier = known.get(opened.absolute);
  if (earlier !== undefined) return earlier;
  const changes = readChangeSet(opened.source);
  if (changes.ok) {
    known.set(opened.absolute, changes.value);
    return changes.value;
  }
  reading.faults.push(...changes.error);
  return undefined;
}

function readSteps(
  reading: FileReading,
  path: ValuePath,
  list: readonly JsonValue[],
  clock: number | undefined,
): ChangeSet | undefined {
  const steps: ChangeStep[] = [];
  let isWhole = true;
  for (let index = 0; index < list.length; index++) {
    const step = readStep(reading.source, reading.document, [...path, index]);
    if (step.ok) steps.push(step.value);
    else {
      reading.faults.push(...step.error);
      isWhole = false;
    }
  }
  if (!isWhole) return undefined;
  return { version: 1, ...(clock === undefined ? {} : { clock }), steps, source: reading.source };
}

function readClock(reading: FileReading, path: ValuePath, value: JsonObject): number | undefined {
  const clock = value['clock'];
  if (clock === undefined) return undefined;
  const instant = typeof clock === 'string' ? parseClock(clock) : undefined;
  if (instant === undefined) {
    const message = `"clock" must be an instant such as 2026-10-01T00:00:00Z, or a date, found ${describeValue(clock)}.`;
    report(reading, 'suite/wrong-type', [...path, 'clock'], message);
  }
  return instant;
}

/** An instant, or a date, which means its first moment in UTC. */
export function parseClock(text: string): number | undefined {
  return parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
}
