export { coverSuites } from './cover-suites.ts';
export { mutateSuites } from './mutate-suites.ts';
export type { MutateSuitesOptions } from './mutate-suites.ts';
export { compileFilter, runSuites } from './run-suites.ts';
export type { RunSuite, RunSuitesOptions, SuitesRun } from './run-suites.ts';
export type { CaseFilter } from './select-cases.ts';
