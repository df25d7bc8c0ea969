/** The value below which a share of the values lies (nearest rank). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Three significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Times in milliseconds as they are reported. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly count: number;
}

/** Sums up times in milliseconds. */
export function timesOf(milliseconds: readonly number[]): Times {
  const at = (share: number): number => rounded(quantile(milliseconds, share));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), count: milliseconds.length };
}

/** Runs something and gives its result and its milliseconds. */
export function timed<Result>(run: () => Result): { readonly result: Result; readonly milliseconds: number } {
  const started = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - started };
}
