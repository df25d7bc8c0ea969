/**
 * The harness: suites and their cases, properties, engines under test, coverage and mutation. Pure: files, processes and
 * terminals are at the edge.
 */
export * from './report/index.ts';
export * from './engines/index.ts';
export * from './property/index.ts';
export * from './tenant-data/index.ts';
export * from './coverage/index.ts';
export * from './mutation/index.ts';
export * from './suite/index.ts';
