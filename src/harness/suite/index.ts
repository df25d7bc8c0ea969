export type { CountRange, Expectation, LicenseMovementKind, ListForm, MovementKind, Named } from './expectation.ts';
export { placeAt } from './place-at.ts';
export type { DecidedRule, RunSuiteOptions, SeenLicense, SuiteObserver } from './run-options.ts';
export { prepareSuite, runSuite } from './run-suite.ts';
export type { PreparedSuite, PrepareOptions } from './run-suite.ts';
export type { SnapshotBook } from './snapshot-book.ts';
export type { Fixture, GroupFixture, PersonFixture, Suite, SuiteCase } from './suite.ts';
