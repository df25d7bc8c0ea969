/** The parts of the harness that make things up: they load fast-check and its tables, which most commands do not need. */
export * from './engines/index.ts';
export * from './mutation/index.ts';
export * from './property/index.ts';
