import { compareOrdinal } from '../../base/index.ts';
import { type DiagnosticCode, findDefinition, type Severity } from '../../diagnostics/index.ts';

/** Something worth knowing about an import, gathered over all objects it concerns. Plain data. */
export interface ImportFinding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  /** The file, when the finding belongs to one. */
  readonly file?: string;
  /** Line of the first occurrence, from 1. */
  readonly line?: number;
  readonly count: number;
  /** The first few objects or names concerned. */
  readonly samples: readonly string[];
  readonly hint?: string;
}

/** One occurrence. Occurrences of the same code, message and file are counted together. */
export interface Occurrence {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly sample?: string;
  readonly hint?: string;
  /** How many it stands for; 1 when left out. */
  readonly count?: number;
}

const mostSamples = 10;

/** Collects findings while an import runs. */
export class Findings {
  readonly #groups = new Map<string, { first: Occurrence; code: DiagnosticCode; count: number; samples: string[] }>();

  /** Notes one occurrence. O(1). */
  add(code: DiagnosticCode, occurrence: Occurrence): void {
    const key = `${code}\n${occurrence.file ?? ''}\n${occurrence.message}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { first: occurrence, code, count: 0, samples: [] };
      this.#groups.set(key, group);
    }
    group.count += occurrence.count ?? 1;
    const { sample } = occurrence;
    if (sample !== undefined && group.samples.length < mostSamples && !group.samples.includes(sample)) {
      group.samples.push(sample);
    }
  }

  /** Notes what was gathered elsewhere: occurrences with their first samples. */
  addAll(
    code: DiagnosticCode,
    { samples, ...occurrence }: Omit<Occurrence, 'sample'> & { readonly samples: readonly string[] },
  ): void {
    this.add(code, occurrence);
    for (const sample of samples) this.add(code, { message: occurrence.message, sample, count: 0 });
  }

  /** All findings, sorted by code, file and message. */
  finish(): readonly ImportFinding[] {
    return [...this.#groups.entries()]
      .toSorted(([left], [right]) => compareOrdinal(left, right))
      .map(([, { first, code, count, samples }]) => ({
        code,
        severity: findDefinition(code)?.severity ?? 'note',
        message: first.message,
        ...(first.file === undefined ? {} : { file: first.file }),
        ...(first.line === undefined ? {} : { line: first.line }),
        count,
        samples,
        ...(first.hint === undefined ? {} : { hint: first.hint }),
      }));
  }
}
