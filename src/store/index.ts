export type { LogEntry, LogEntryDetails } from './change-log.ts';
export { createStore } from './create-store.ts';
export type { CreateStoreOptions } from './create-store.ts';
export { openStore } from './open-store.ts';
export type { OpenStoreOptions } from './open-store.ts';
export type { TenantStore } from './tenant-store.ts';
export type { StoreProgress, StoreWork } from './work.ts';
