export { readSuite } from './read-suite.ts';
export { createSuiteFiles } from './suite-files.ts';
export type { FoundPath, SuiteFiles } from './suite-files.ts';
export { suiteJsonSchema } from './suite-schema.ts';
export { readSnapshotFile, renderSnapshotFile } from './snapshot-file.ts';
export type { SnapshotContents } from './snapshot-file.ts';
