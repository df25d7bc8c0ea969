export { decodeFile, unreadable } from './decode-file.ts';
export type { DecodeOptions, StopSignal } from './decode-file.ts';
export { importError } from './import-error.ts';
export type { InputPlace } from './import-error.ts';
