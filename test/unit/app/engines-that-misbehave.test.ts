import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EngineChoice, openEngine } from '../../../src/app/testing.ts';
import type { EngineReply, SuiteReport } from '../../../src/harness/index.ts';
import { isRunning } from '../../support/is-running.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A line engine in which `behave(request, count, say)` decides what is written for each request. */
function engineText(behave: string): string {
  return `
import { createInterface } from 'node:readline';
const say = (value) => process.stdout.write(typeof value === 'string' ? value : JSON.stringify(value) + '\\n');
const right = (request) => say({ id: request.id, verdict: 'member' });
let count = 0;
const behave = ${behave};
for await (const line of createInterface({ input: process.stdin })) behave(JSON.parse(line), ++count);
`;
}

interface Answered {
  readonly replies: readonly EngineReply[];
  /** Codes of the faults, `ok` for answers. */
  readonly codes: readonly string[];
  readonly suites: readonly SuiteReport[];
  /** Rules of the protocol that were broken. */
  readonly broken: readonly string[];
}

async function ask(choice: EngineChoice, requests: number, timeout: number, cwd: string): Promise<Answered> {
  const opened = openEngine(choice, { cwd, timeout });
  try {
    const asked = Array.from({ length: requests }, (_, index) => ({ rule: `user.city -eq "${index + 1}"` }));
    const replies = await opened.engine.ask(asked);
    const suites = await opened.finish();
    const broken = suites.flatMap(({ cases }) =>
      cases.flatMap(({ status, name }) => (status === 'failed' ? [name] : [])),
    );
    return { replies, codes: replies.map((reply) => (reply.ok ? 'ok' : reply.fault.code)), suites, broken };
  } finally {
    opened.kill();
  }
}

async function askEngine(behave: string, requests = 4, timeout = 2000): Promise<Answered> {
  const folder = tempFolder();
  writeFileSync(join(folder, 'engine.mjs'), engineText(behave));
  return ask({ kind: 'command', command: `"${process.execPath}" engine.mjs` }, requests, timeout, folder);
}

async function askModule(text: string, requests = 3, timeout = 2000): Promise<Answered> {
  const folder = tempFolder();
  writeFileSync(join(folder, 'engine.mjs'), text);
  return ask({ kind: 'module', path: 'engine.mjs' }, requests, timeout, folder);
}

const all = (count: number): readonly string[] => Array.from({ length: count }, () => 'ok');
const order = 'answers come in the order of the requests';
const once = 'each request has exactly one answer, and nothing else is written';
const end = 'the process ends with exit code 0 at the end of its input';

describe('an engine over lines', () => {
  it('that keeps to the protocol is not complained about', async () => {
    const { codes, broken, suites } = await askEngine('right', 40);
    expect(codes).toEqual(all(40));
    expect(broken).toEqual([]);
    expect(suites[0]?.cases).toHaveLength(3);
  });

  it('that hangs on one request is started again for the others', async () => {
    const { codes } = await askEngine(
      `(request) => { if (request.rule.includes('"2"')) for (;;); right(request); }`,
      4,
      1500,
    );
    expect(codes).toEqual(['ok', 'engine/timeout', 'ok', 'ok']);
  });

  it('that crashes on one request is blamed for that one, with its last words', async () => {
    const { codes, replies, broken } = await askEngine(
      `(request) => { if (request.rule.includes('"3"')) { console.error('no idea'); process.exit(7); } right(request); }`,
    );
    expect(codes).toEqual(['ok', 'ok', 'engine/exited', 'ok']);
    const fault = replies[2]?.ok === false ? replies[2].fault : undefined;
    expect(fault?.message).toContain('exit code 7');
    expect(fault?.details).toEqual(['no idea']);
    expect(broken).toEqual([end]);
  });

  it('that crashes always is given up', async () => {
    const { codes, broken } = await askEngine('() => process.exit(1)', 30);
    expect(codes).toContain('engine/exited');
    expect(codes.at(-1)).toBe('engine/gone');
    expect(broken).toEqual([once, end]);
  });

  it.each([1, 4, 30])('that is not there is an error of the call, said once, for %i requests', async (requests) => {
    const asked = ask({ kind: 'command', command: './no-such-engine' }, requests, 2000, tempFolder());
    await expect(asked).rejects.toMatchObject({ code: 'engine/not-started', exitCode: 3 });
    await expect(asked).rejects.toThrow('"./no-such-engine" could not be started: exit code 127');
  });

  it('that starts and says with 127 that it found something of its own not is a failure', async () => {
    const behave = `(request, count) => { if (count > 2) process.exit(127); right(request); }`;
    const { codes } = await askEngine(behave, 60);
    expect(codes).toContain('ok');
    expect(codes.at(-1)).toBe('engine/gone');
  });

  it('that answers in another order is told so, and its answers count', async () => {
    const { codes, broken } = await askEngine(
      `(request) => { globalThis.held ??= []; held.push(request); if (held.length === 2) { held.reverse().forEach(right); held.length = 0; } }`,
    );
    expect(codes).toEqual(all(4));
    expect(broken).toEqual([order]);
  });

  it('that leaves a request out', async () => {
    const { codes } = await askEngine(`(request) => { if (count !== 2) right(request); }`, 4, 1500);
    expect(codes).toEqual(['ok', 'engine/missing-answer', 'ok', 'ok']);
  });

  it('that answers twice', async () => {
    const { codes, broken } = await askEngine(`(request) => { right(request); if (count === 2) right(request); }`);
    expect(codes).toEqual(all(4));
    expect(broken).toEqual([once]);
  });

  it('that answers with ids of its own', async () => {
    const { codes } = await askEngine(`(request) => right(count === 2 ? { id: 'mine' } : request)`);
    expect(codes).toEqual(['ok', 'engine/wrong-id', 'ok', 'ok']);
  });

  it('that answers without an id, or with the id as a text', async () => {
    expect((await askEngine(`() => say({ verdict: 'member' })`, 2)).codes).toEqual([
      'engine/wrong-id',
      'engine/wrong-id',
    ]);
    expect((await askEngine(`(request) => right({ id: String(request.id) })`, 1)).codes).toEqual(['engine/wrong-id']);
  });

  it('that writes lines which are no answers', async () => {
    const { codes } = await askEngine(`(request) => { if (count === 2) say('hello\\n'); else right(request); }`);
    expect(codes).toEqual(['ok', 'engine/garbage', 'ok', 'ok']);
  });

  it('that writes a verdict which is none', async () => {
    const { codes } = await askEngine(
      `(request) => say({ id: request.id, verdict: ['yes', true, null, undefined][count - 1] })`,
    );
    expect(codes).toEqual(['engine/garbage', 'engine/garbage', 'engine/garbage', 'engine/garbage']);
  });

  it('that writes a line without an end', async () => {
    const { codes } = await askEngine(
      `(request) => { if (request.rule.includes('"2"')) say('x'.repeat(2_000_000)); else right(request); }`,
    );
    expect(codes).toEqual(['ok', 'engine/too-long', 'ok', 'ok']);
  });

  it('that writes after the last answer, and ends with another exit code', async () => {
    const { codes, broken } = await askEngine(
      `(request) => { right(request); process.stdin.once('end', () => { say({ id: 1, verdict: 'member' }); process.exitCode = 3; }); }`,
      1,
    );
    expect(codes).toEqual(['ok']);
    expect(broken).toEqual([once, end]);
  });

  it('that does not end is stopped, with what it has started', async () => {
    const folder = tempFolder();
    const text = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
writeFileSync('pid', String(child.pid));
setInterval(() => {}, 1000);
process.stdin.on('data', (text) => { for (const line of String(text).trim().split('\\n')) console.log(JSON.stringify({ id: JSON.parse(line).id, verdict: 'member' })); });
`;
    writeFileSync(join(folder, 'engine.mjs'), text);
    const command = `"${process.execPath}" engine.mjs`;
    const { codes, broken } = await ask({ kind: 'command', command }, 2, 1500, folder);
    expect(codes).toEqual(['ok', 'ok']);
    expect(broken).toEqual([end]);
    expect(existsSync(join(folder, 'pid'))).toBe(true);
    await expect.poll(() => isRunning(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false);
  });

  it('stops at once when the run is stopped', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'engine.mjs'), engineText('() => undefined'));
    const stop = new AbortController();
    const command = `"${process.execPath}" engine.mjs`;
    const opened = openEngine({ kind: 'command', command }, { cwd: folder, timeout: 60_000, signal: stop.signal });
    const asked = opened.engine.ask([{ rule: 'user.city -eq "a"' }]);
    stop.abort(new Error('stopped by the test'));
    await expect(asked).rejects.toThrow('stopped by the test');
  });
});

describe('an engine as a module', () => {
  it('answers through its function, at once or later', async () => {
    expect((await askModule(`export function evaluate() { return { verdict: 'member' }; }`)).codes).toEqual(all(3));
    expect((await askModule(`export default async () => ({ verdict: 'notMember' });`)).codes).toEqual(all(3));
  });

  it('that throws is blamed for that request', async () => {
    const { codes } = await askModule(
      `export function evaluate({ rule }) { if (rule.includes('"2"')) throw new Error('no'); return { verdict: 'member' }; }`,
    );
    expect(codes).toEqual(['ok', 'engine/threw', 'ok']);
  });

  it('that returns nothing', async () => {
    expect((await askModule('export function evaluate() {}', 1)).codes).toEqual(['engine/garbage']);
  });

  it('that never returns is stopped', async () => {
    const { codes } = await askModule(
      `export function evaluate({ rule }) { if (rule.includes('"2"')) for (;;); return { verdict: 'member' }; }`,
      3,
      1500,
    );
    expect(codes).toEqual(['ok', 'engine/timeout', 'ok']);
  });

  it.each([
    ['without such a function', 'export const answer = 42;', 'no function "evaluate"'],
    ['that cannot be loaded', 'export const answer = ;', "Unexpected token ';'"],
  ])('%s is an error of the call, and says why', async (_what, text, message) => {
    const asked = askModule(text, 30);
    await expect(asked).rejects.toMatchObject({ code: 'engine/not-started', exitCode: 3 });
    await expect(asked).rejects.toThrow(message);
  });

  it('that is not there is an error of the call', () => {
    const choice = { kind: 'module', path: 'no-such.mjs' } as const;
    expect(() => openEngine(choice, { cwd: tempFolder(), timeout: 1 })).toThrow('There is no module');
  });
});
