import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of its own, reachable through a socket in its folder only. */
export interface PostgresServer {
  /** Runs a script through psql, stops at the first error, returns what it printed. @throws Error with psql's words */
  run(script: string): string;
  stop(): void;
}

/** A way to start such a server. */
export type StartPostgres = () => PostgresServer;

/**
 * Looks for PostgreSQL, Debian's programs first: how to start a server in a new folder, or why there is none. A server does not run as
 * root: there it runs as the user postgres, which the package makes.
 */
export function findPostgres(): StartPostgres | string {
  const programs = findPrograms();
  if (programs === undefined) return 'PostgreSQL is not installed (Debian: apt-get install postgresql)';
  if (process.getuid?.() === 0 && !runsAsPostgres()) {
    return 'PostgreSQL does not run as root, and there is no user postgres to run it as';
  }
  return () => start(programs);
}

function start(programs: string): PostgresServer {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-postgres-'));
  const account = serverAccount(folder);
  const asServer = (program: string, argv: readonly string[]): string => {
    const command = [...account, join(programs, program), ...argv];
    return execFileSync(command[0] ?? '', command.slice(1), { encoding: 'utf8', stdio: 'pipe', cwd: folder });
  };
  const data = join(folder, 'data');
  asServer('initdb', ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const options = `-c listen_addresses='' -c fsync=off -c unix_socket_directories='${folder}' -c shared_buffers=32MB`;
  asServer('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  const run = (script: string): string => {
    const path = join(folder, 'script.sql');
    writeFileSync(path, script);
    const argv = ['-h', folder, '-U', 'tester', '-d', 'postgres', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
    const child = spawnSync(join(programs, 'psql'), [...argv, '-f', path], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, PGCLIENTENCODING: 'UTF8' },
    });
    if (child.status !== 0) throw new Error(child.stderr);
    return child.stdout;
  };
  return {
    run,
    stop: () => {
      asServer('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder with initdb, pg_ctl and psql; undefined when there is none. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => ['initdb', 'pg_ctl', 'psql'].every((program) => existsSync(join(folder, program))));
}

/** What to put before a command so that it does not run as root; the folder then belongs to that user. */
function serverAccount(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(folder, id('-u'), id('-g'));
  return asPostgres;
}

const asPostgres = ['runuser', '-u', 'postgres', '--'] as const;

function runsAsPostgres(): boolean {
  const [program, ...argv] = asPostgres;
  return spawnSync(program, [...argv, 'true']).status === 0;
}
