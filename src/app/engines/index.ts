export { openEngine } from './open-engine.ts';
export type { BuiltinEngineName, EngineChoice, EngineRunOptions, OpenedEngine } from './open-engine.ts';
export { readCaseList, readSuite } from './read-suite.ts';
export { chooseSections, verifyEngine } from './verify-engine.ts';
export type { VerifyOptions } from './verify-engine.ts';
