export { conformanceJsonSchema } from './conformance-schema.ts';
export { readCaseReasons } from './read-case-reasons.ts';
export { readConformanceSuite } from './read-conformance-suite.ts';
