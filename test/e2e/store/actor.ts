/*
 * A process that the tests start and kill: `actor.ts <role> <path> [argument]`. Answers are lines on standard output, written
 * at once, so that a line that was read is something that has happened.
 */
import { writeSync } from 'node:fs';

import Database from 'better-sqlite3';

import { ToolError } from '../../../src/base/index.ts';
import { applyMutations, type Tenant } from '../../../src/model/index.ts';
import { createStore, openStore, type TenantStore } from '../../../src/store/index.ts';
import { manyUsers } from '../../support/many-users.ts';
import { stepMutations } from './steps.ts';

const [role, path, argument] = process.argv.slice(2);
if (role === undefined || path === undefined) throw new Error('usage: actor.ts <role> <path> [argument]');

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

function commitNext(store: TenantStore, tenant: Tenant): Tenant {
  const mutations = stepMutations(tenant, store.history(1)[0]?.sequence ?? 0);
  const after = applyMutations(
    tenant,
    mutations.map(({ mutation }) => mutation),
  );
  say(String(store.commit({ who: String(process.pid), at: 0, what: 'a step' }, mutations, after).sequence));
  return after;
}

/** Commits until it is killed. */
function commitForever(file: string): void {
  const store = openStore(file);
  let tenant = store.load();
  say('ready');
  for (;;) tenant = commitNext(store, tenant);
}

/** Commits `count` times, loading and trying again whenever somebody else was first. */
function commitAgainst(file: string, count: number): void {
  const store = openStore(file, { busyTimeoutMs: 30_000 });
  say('ready');
  for (let done = 0; done < count;) {
    try {
      commitNext(store, store.load());
      done++;
    } catch (error) {
      if (!(error instanceof ToolError) || error.code !== 'store/moved') throw error;
    }
  }
  store.close();
}

/** Writes for `milliseconds`, in which nobody else can. */
function hold(file: string, milliseconds: number): void {
  const database = new Database(file);
  database.exec('BEGIN IMMEDIATE');
  say('ready');
  setTimeout(() => {
    say('released');
    database.exec('COMMIT');
    database.close();
  }, milliseconds);
}

function create(file: string, users: number): void {
  say('ready');
  createStore(file, manyUsers(users), { who: 'actor', at: 0, what: 'made' }).close();
  say('done');
}

function read(file: string, isReadOnly: boolean): void {
  say('ready');
  try {
    const store = openStore(file, { isReadOnly });
    say(`users ${store.load().populations.user.size}`);
    store.close();
  } catch (error) {
    say(error instanceof ToolError ? error.code : String(error));
  }
}

switch (role) {
  case 'commit-forever':
    commitForever(path);
    break;
  case 'commit-against':
    commitAgainst(path, Number(argument));
    break;
  case 'hold':
    hold(path, Number(argument));
    break;
  case 'create':
    create(path, Number(argument));
    break;
  case 'read':
  case 'open':
    read(path, role === 'read');
    break;
  default:
    throw new Error(`unknown role ${role}`);
}
