/**
 * What test, fuzz, mutate and verify-engine do. Apart from the other use cases, so that a command which tests nothing does not load
 * generators, readers of suites and engines.
 */
export { chooseSections, openEngine, readCaseList, readSuite, verifyEngine } from './engines/index.ts';
export type {
  BuiltinEngineName,
  EngineChoice,
  EngineRunOptions,
  OpenedEngine,
  VerifyOptions,
} from './engines/index.ts';
export { defaultChanges, defaultPeople, runProperties } from './run-properties.ts';
export type { RunPropertiesOptions } from './run-properties.ts';
export { compileFilter, coverSuites, mutateSuites, runSuites } from './suites/index.ts';
export type { CaseFilter, MutateSuitesOptions, RunSuite, RunSuitesOptions, SuitesRun } from './suites/index.ts';
