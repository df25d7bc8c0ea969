import type { PeerName } from '../peers.ts';

/** The size at which a section runs. */
export interface SectionOptions {
  readonly users: number;
  readonly rules: number;
  /** Interleaved repetitions; at least 3. */
  readonly rounds: number;
  /** A quick run measures fewer changes and sizes. */
  readonly isQuick: boolean;
  /** The peers to compare with; default all. */
  readonly against?: readonly PeerName[];
}

/** What a section reports: plain data for the result file. */
export type SectionResult = Readonly<Record<string, unknown>>;

/** One part of the bench; it runs in a process of its own. */
export type Section = (options: SectionOptions) => Promise<SectionResult>;
