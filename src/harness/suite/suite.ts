import type { EpochMilliseconds, SourceText, Span } from '../../base/index.ts';
import type { ChangeSet, Semantics, WantedProperties } from '../../model/index.ts';
import type { Expectation, Named } from './expectation.ts';

/** One file of tests, read. Names of people, groups and SKUs are as written: they are looked up when the suite meets a tenant. */
export interface Suite {
  readonly name: string;
  readonly source: SourceText;
  /** Where the tenant is, as written; undefined: the one that the command names. */
  readonly tenant?: Named;
  readonly clock?: EpochMilliseconds;
  /** Readings that the suite chooses. */
  readonly semantics: Partial<Semantics>;
  readonly people: readonly PersonFixture[];
  readonly groups: readonly GroupFixture[];
  /** Played before the first case. */
  readonly changes?: ChangeSet;
  readonly cases: readonly SuiteCase[];
  /** Absolute paths of all files that were read for it, itself first. */
  readonly files: readonly string[];
}

/** Something of the suite's own that is laid over the tenant. */
export interface Fixture {
  /** The name by which cases know it. */
  readonly key: string;
  /** The object of the tenant that it changes; undefined: it is new. */
  readonly is?: Named;
  /** Graph's names. Null clears. */
  readonly properties: WantedProperties;
  readonly source: SourceText;
  readonly span: Span;
  /** Where its parts stand, by dotted path (`department`, `members.0`). */
  readonly spans: ReadonlyMap<string, Span>;
}

/** A user of the suite's own, or some other properties of one of the tenant's. */
export type PersonFixture = Fixture;

/** A group of the suite's own, or another rule, other members or licenses of one of the tenant's. */
export interface GroupFixture extends Fixture {
  /** All direct members, by local or tenant name. */
  readonly members?: readonly Named[];
  /** All SKUs that it gives. */
  readonly licenses?: readonly Named[];
}

/** One case; a cell of a matrix is a case of its own. */
export interface SuiteCase {
  /** Unique in the suite, matrix values included. */
  readonly name: string;
  readonly tags: readonly string[];
  /** Why it is left out. */
  readonly skip?: string;
  /** What is still to be done; a case that is to do is not run. */
  readonly todo?: string;
  readonly only: boolean;
  readonly person?: Named;
  readonly group?: Named;
  /** Played before the case looks. */
  readonly plan?: ChangeSet;
  readonly expectations: readonly Expectation[];
  /** Where the case stands in the suite's file. */
  readonly span: Span;
}
