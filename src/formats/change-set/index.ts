export { changeSetJsonSchema } from './change-set-schema.ts';
export { readChangeSet } from './read-change-set.ts';
