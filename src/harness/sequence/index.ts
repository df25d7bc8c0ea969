export { poolFor, touchStep } from './change-steps.ts';
export type { TouchMode } from './change-steps.ts';
export { changeSets } from './change-sets.ts';
export type { ChangeSetOptions } from './change-sets.ts';
export { sequenceCommands, sequenceModel } from './commands.ts';
export type { SequenceCommand, SequenceModel, SequenceOptions, SequenceReal } from './commands.ts';
