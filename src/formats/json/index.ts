export { readJsonFile } from './read-json-file.ts';
export { isDeeperThan } from './read-json-lines.ts';
export { maxDepth } from './source-record.ts';
export type { RecordSink, SourceRecord } from './source-record.ts';
