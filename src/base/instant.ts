/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO 8601 instant: `2020-06-10T18:13:20Z`, offset forms, up to nine digits of a second (cut to milliseconds), or a
 * date only, which means midnight UTC (claim `rules/2-date-only`). A time without a zone is read as UTC.
 * Returns undefined for anything else, including dates that do not exist such as 2025-02-30.
 */
export function parseInstant(text: string): EpochMilliseconds | undefined {
  const match = instantPattern.exec(text);
  if (match === null) return undefined;
  const field = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [field(1), field(2), field(3), field(4), field(5), field(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = parseOffset(match[8]);
  if (offset === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return date.getTime() - offset;
}

/** Formats in the shape Graph uses: `2026-11-23T00:00:00Z`, with milliseconds only when there are some. */
export function formatInstant(instant: EpochMilliseconds): string {
  const text = new Date(instant).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

const durationPattern =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/i;

/** Days that a year and a month of a duration stand for. Claim `rules/6-years-and-months` (assumed). */
const daysPerYear = 365;
const daysPerMonth = 30;

/** An ISO 8601 duration in milliseconds; `isCalendar` when it holds years or months, whose length is an assumption. */
export interface Duration {
  readonly milliseconds: number;
  readonly isCalendar: boolean;
}

/** Reads an ISO 8601 duration in any case: `P90D`, `p1d`, `P7DT3H`. Undefined for anything else, `P` and `PT` included. */
export function parseDuration(text: string): Duration | undefined {
  const match = durationPattern.exec(text);
  if (match === null || /[PT]$/i.test(text)) return undefined;
  const field = (index: number): number => Number(match[index] ?? 0);
  const days = field(1) * daysPerYear + field(2) * daysPerMonth + field(3) * 7 + field(4);
  const seconds = ((days * 24 + field(5)) * 60 + field(6)) * 60 + field(7);
  const milliseconds = seconds * 1000 + Number((match[8] ?? '').padEnd(3, '0'));
  if (!Number.isSafeInteger(milliseconds)) return undefined;
  return { milliseconds, isCalendar: match[1] !== undefined || match[2] !== undefined };
}

function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined || text === 'Z' || text === 'z') return 0;
  const digits = text.replace(/\D/g, '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
