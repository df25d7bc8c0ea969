import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { formatInstant, systemClock } from '../../src/base/index.ts';

/** Where and when a bench ran; part of every result. */
export interface MachineInfo {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  /** Load average of the last minute at the start: above 0.5 somebody else was working too. */
  readonly load: number;
  readonly node: string;
  readonly sqlite: string;
  readonly packages: Readonly<Record<string, string>>;
}

/** Describes this machine now. */
export function describeMachine(): MachineInfo {
  const db = new Database(':memory:');
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { readonly version: string };
  db.close();
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;
  const all: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies };
  return {
    date: formatInstant(systemClock()),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    node: process.version,
    sqlite: version,
    packages: Object.fromEntries(
      ['better-sqlite3', '@duckdb/node-api', 'json-logic-js'].map((name) => [name, all[name] ?? 'none']),
    ),
  };
}

/** The most memory that this process has held, in megabytes. */
export function peakResidentMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
