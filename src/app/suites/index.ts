export { shownPath } from './find-suites.ts';
export { compileFilter, runSuites } from './run-suites.ts';
export type { RunSuite, RunSuitesOptions, SuitesRun } from './run-suites.ts';
export type { CaseFilter } from './select-cases.ts';
