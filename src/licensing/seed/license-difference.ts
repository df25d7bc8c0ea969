import { compareOrdinal } from '../../base/index.ts';
import type { DiagnosticCode } from '../../diagnostics/index.ts';

/** Something that an export states and that does not follow from the rest of it, gathered over everybody it concerns. */
export interface LicenseDifference {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly count: number;
  /** The first few that are concerned. */
  readonly samples: readonly string[];
  readonly hint?: string;
}

/** Most samples that a difference keeps. */
const mostSamples = 10;

/** Collects differences; the same code and message is one difference. */
export class DifferenceList {
  readonly #found = new Map<
    string,
    { code: DiagnosticCode; message: string; count: number; samples: string[]; hint?: string }
  >();

  /** Notes one occurrence, or `count` of them. O(1). */
  add(
    code: DiagnosticCode,
    message: string,
    sample: () => string,
    options: { count?: number; hint?: string } = {},
  ): void {
    const key = `${code}\n${message}`;
    let entry = this.#found.get(key);
    if (entry === undefined) {
      entry = { code, message, count: 0, samples: [], ...(options.hint === undefined ? {} : { hint: options.hint }) };
      this.#found.set(key, entry);
    }
    entry.count += options.count ?? 1;
    if (entry.samples.length < mostSamples) entry.samples.push(sample());
  }

  /** Everything that was found, sorted by code and message. */
  finish(): readonly LicenseDifference[] {
    return [...this.#found.entries()]
      .toSorted(([left], [right]) => compareOrdinal(left, right))
      .map(([, difference]) => difference);
  }
}
