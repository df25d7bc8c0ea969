import type { EpochMilliseconds } from '../../base/index.ts';
import type { LicenseCatalogue } from '../../licensing/index.ts';
import type { Semantics } from '../../model/index.ts';
import type { HolderRef } from '../../plan/index.ts';
import type { Explanation, Verdict } from '../../rules/index.ts';
import type { CaseReport, Place } from '../report/index.ts';
import type { SnapshotBook } from './snapshot-book.ts';
import type { SuiteCase } from './suite.ts';

/** How a suite is run. */
export interface RunSuiteOptions {
  /** Readings that hold where the suite chooses none. */
  readonly semantics: Semantics;
  /** Wins over the clock of the suite. */
  readonly clock?: EpochMilliseconds;
  /** What licenses consist of; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
  /** What becomes of a case that cannot be decided: its own status (default), or a failure. */
  readonly undecided?: 'report' | 'fail';
  /** Cases for which it says false are not part of the report. */
  readonly select?: (suiteCase: SuiteCase) => boolean;
  /** Cases for which it gives a reason are skipped. */
  readonly reasonToSkip?: (suiteCase: SuiteCase) => string | undefined;
  /** Without one, expectations of snapshots fail. */
  readonly snapshots?: SnapshotBook;
  readonly observer?: SuiteObserver;
  /** Where a rule is written, if it is in a file. Asked for failures only. */
  readonly placeOfRule?: (holder: HolderRef) => Place | undefined;
  /** The name of the file as the user would type it; default: as the suite's source is named. */
  readonly file?: string;
  /** Options that the command for a failure needs, too, as words of a shell. */
  readonly reproduceWith?: string;
  /** Milliseconds from any start, for durations; without one there are none. */
  readonly now?: () => number;
  /** Called after each case; false stops the run, and the cases that follow are missing from the report. */
  readonly onCase?: (report: CaseReport) => boolean;
}

/** A rule that was looked at for an expectation about one object. */
export interface DecidedRule {
  readonly holder: HolderRef;
  readonly rule: string;
  readonly explanation: Explanation;
  readonly verdict: Verdict;
  /** The object, by the name that people type. */
  readonly person: string;
  /** Full name of the case. */
  readonly caseName: string;
}

/** A license that an expectation looked at. */
export interface SeenLicense {
  readonly skuId: string;
  /** The group that gives it; null: directly, or by nobody. */
  readonly group: HolderRef | null;
  readonly person: string;
  readonly caseName: string;
}

/** Whoever wants to know what the cases of a suite looked at. Explaining costs, so nothing is explained without one. */
export interface SuiteObserver {
  /** Each object that an expectation about members names, and each member of a group whose members are expected as a whole. */
  onDecided?(decided: DecidedRule): void;
  /** Each group or administrative unit that an expectation is about, dynamic or not. */
  onHolder?(holder: HolderRef, caseName: string): void;
  onLicense?(seen: SeenLicense): void;
}
