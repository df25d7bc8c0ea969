export type { LogEntry, LogEntryDetails } from './change-log.ts';
export { createStore, createStoreInSteps, requireNewFile } from './create-store.ts';
export type { CreateStoreOptions } from './create-store.ts';
export { openStore } from './open-store.ts';
export type { OpenStoreOptions } from './open-store.ts';
export type { TenantStore } from './tenant-store.ts';
export { openQuery, writeMembersAsRows } from './tenant-query.ts';
export type { SqlAnswer, SqlValue, TenantQuery } from './tenant-query.ts';
export type { StoreProgress, StoreUnit, StoreWork } from './work.ts';
