export { changeSetJsonSchema } from './change-set-schema.ts';
export { readChangeSet } from './read-change-set.ts';
export { renderStep } from './render-step.ts';
export { readStep } from './read-step.ts';
