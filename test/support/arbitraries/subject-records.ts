export { subjectRecordsArbitrary } from '../../../src/harness/engines/generate-subjects.ts';
