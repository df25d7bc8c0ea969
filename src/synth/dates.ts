import { type EpochMilliseconds, formatInstant, type Random } from '../base/index.ts';
import { chance } from './pick.ts';
import type { StaffState } from './staff-plan.ts';

/** One day. */
export const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;

/** Draws the first day of work: within 60 days after the clock for joiners, else within 25 years before it. */
export function drawHireDate(random: Random, clock: EpochMilliseconds, state: StaffState): EpochMilliseconds {
  const today = Math.floor(clock / dayMilliseconds) * dayMilliseconds;
  if (state === 'joining') return today + random.int(1, 60) * dayMilliseconds;
  if (chance(random, 0.004)) return anniversaryOf(today, random.int(1, 20));
  const daysAgo = 1 + Math.floor(random.real() ** 1.6 * 25 * 365);
  // Feeds that work in local time store the evening before.
  const shift = chance(random, 0.1) ? hourMilliseconds : 0;
  return today - daysAgo * dayMilliseconds - shift;
}

/** Draws an instant between `from` and `to` days before the clock (negative: after it), on the second. */
export function drawInstant(random: Random, clock: EpochMilliseconds, from: number, to: number): string {
  const seconds = random.int(Math.round(from * 86_400), Math.round(to * 86_400));
  return formatInstant(Math.floor(clock / 1000) * 1000 - seconds * 1000);
}

function anniversaryOf(today: EpochMilliseconds, years: number): EpochMilliseconds {
  const date = new Date(today);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.getTime();
}
