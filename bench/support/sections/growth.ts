import { prepareEngine } from '../engine-adapter.ts';
import { median, rounded, timed } from '../statistics.ts';
import { createWorkload } from '../workload.ts';
import type { Section } from './section.ts';

interface Point {
  readonly users: number;
  readonly rules: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  /** Factor of warm time for each doubling since the point before; 2 is linear. */
  readonly perDoubling?: number;
}

/** Time by number of people and by number of rules, each with the other one fixed. */
export const growthSection: Section = ({ users, rules, rounds, isQuick }) => {
  const sizes = [10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000].filter((size) => size <= users);
  const ruleCounts = [500, 1000, 2000, 5000, 10_000, 15_000].filter((count) => count <= rules);
  const repetitions = isQuick ? 1 : rounds;
  const measure = (people: number, count: number): Point => {
    const workload = createWorkload({ users: people, rules: count });
    const engine = prepareEngine(workload.tenant, workload.rules);
    const seconds = (mode: 'cold' | 'warm'): number =>
      rounded(
        median(Array.from({ length: repetitions }, () => timed(() => engine.evaluateAll(mode)).milliseconds)) / 1000,
      );
    return { users: people, rules: count, coldSeconds: seconds('cold'), warmSeconds: seconds('warm') };
  };
  return Promise.resolve({
    byUsers: withFactors(
      sizes.map((size) => measure(size, rules)),
      (point) => point.users,
    ),
    byRules: withFactors(
      ruleCounts.map((count) => measure(Math.min(users, 100_000), count)),
      (point) => point.rules,
    ),
  });
};

function withFactors(points: readonly Point[], sizeOf: (point: Point) => number): readonly Point[] {
  return points.map((point, index) => {
    const before = points[index - 1];
    if (before === undefined) return point;
    const doublings = Math.log2(sizeOf(point) / sizeOf(before));
    return { ...point, perDoubling: rounded((point.warmSeconds / before.warmSeconds) ** (1 / doublings)) };
  });
}
