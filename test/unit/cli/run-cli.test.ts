import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../../src/app/index.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { projectRoot } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const clinic = ['--tenant', 'fixtures/tenants/northwind-clinic'];
const harmless = ['--changes', 'fixtures/changes/harmless.yaml'];

const commands = [
  'init',
  'import',
  'generate',
  'export',
  'plan',
  'apply',
  'why',
  'why-not',
  'lint',
  'diff',
  'history',
  'explain-code',
  'sql',
  'license catalog',
  'rule check',
  'rule eval',
  'rule fmt',
  'rule explain',
  'rule export',
];

describe('help and version', () => {
  it('says the version of package.json', async () => {
    const { version: packaged } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(await runInProcess(['--version'])).toEqual({ code: 0, out: `${packaged}\n`, err: '' });
    expect(version).toBe(packaged);
  });

  it.each(commands)('has help with an example for %s', async (command) => {
    const { code, out, err } = await runInProcess([...command.split(' '), '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: tenantlab ${command}`);
    expect(out).toMatch(new RegExp(`Examples?:\\n(?: {2}.*\\n)*? {2}.*tenantlab ${command}`));
  });

  it('lists every command, and none that is not there', async () => {
    const { code, out } = await runInProcess(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command.split(' ')[0] ?? ''} `, 'm'));
    expect(out).not.toMatch(/^ {2}(?:serve|census|whatif) /m);
    expect(out).toContain('Exit codes:');
  });

  it('gives a first session that works as printed', async () => {
    const cwd = tempFolder();
    const { out } = await runInProcess(['--help']);
    const session = [...out.matchAll(/^ {2}tenantlab (init lab|plan --tenant lab.*?)(?: {2,}.*)?$/gm)].map(
      ([, line = '']) => line,
    );
    expect(session.map((line) => line.trim().split(/\s/)[0])).toEqual(['init', 'plan']);
    for (const line of session) expect(await runInProcess(line.split(' '), { cwd })).toMatchObject({ code: 0 });
  });

  it('prints the help to stderr when no command is given', async () => {
    const { code, out, err } = await runInProcess([]);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain('Usage: tenantlab');
  });
});

describe('wrong usage', () => {
  it.each<[string, readonly string[], string]>([
    ['an unknown command', ['plann'], 'Did you mean plan?'],
    ['an unknown command of rule', ['rule', 'evall'], 'Did you mean eval?'],
    ['an unknown option', ['plan', ...harmless, '--tennant', 'x'], 'Did you mean --tenant?'],
    ['a missing option', ['plan'], "'--changes <file>' not specified"],
    ['a missing argument', ['apply'], "missing required argument 'plan'"],
    ['too many arguments', ['apply', 'a.json', 'b.json'], 'too many arguments'],
    ['a clock that is none', ['plan', ...harmless, '--clock', 'soon'], 'ISO 8601'],
    ['a clock of a rule that is none', ['rule', 'eval', 'user.city -eq null', '--clock', 'soon'], 'ISO 8601'],
    ['a form that is none', ['plan', ...harmless, '--format', 'xml'], 'text, json, markdown'],
    ['a number of users that is none', ['generate', '--users', '1e3', '--out', 'x.db'], 'whole number of at least 1'],
    ['a share beyond 1', ['generate', '--users', '1', '--dirt', '2', '--out', 'x.db'], 'from 0 to 1'],
    [
      'an unknown semantics option',
      ['plan', ...clinic, ...harmless, '--semantics', 'member-off-mode=x'],
      'member-of-mode',
    ],
    ['an unknown reading', ['rule', 'check', 'x', '--semantics', 'member-of-mode=frozn'], 'Did you mean "frozen"?'],
    ['a reading that is missing', ['rule', 'check', 'x', '--semantics', 'member-of-mode'], 'takes'],
    ['an unknown diagnostic', ['explain-code', 'rule/unknown-operater'], 'Did you mean "rule/unknown-operator"?'],
    ['an unknown check', ['lint', '--check', 'lint/mixed-and-orr', ...clinic], 'Did you mean "lint/mixed-and-or"?'],
    ['one tenant to compare', ['diff', 'a.db'], 'only one was given'],
    ['why without "in"', ['why', 'a@contoso.com', 'at', 'G', ...clinic], 'Expected "in"'],
    [
      'why with a plan and a clock',
      ['why', 'a', 'in', 'G', '--plan', 'p', '--clock', '2026-12-01T00:00:00Z'],
      '--plan goes',
    ],
    ['the history of a folder', ['history', ...clinic], 'Only a database keeps its history'],
    ['a rule that is missing', ['rule', 'fmt'], 'No rule given'],
    ['attributes that are no JSON', ['rule', 'eval', 'user.city -eq null', '--attributes', '{'], 'not valid JSON'],
  ])('is %s: exit code 4, nothing printed as a result', async (_what, argv, words) => {
    const { code, out, err } = await runInProcess(argv);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each(['census', 'limits', 'test', 'fuzz', 'mutate', 'prove', 'whatif', 'serve', 'learn'])(
    'includes %s, which is not part of this version',
    async (command) => {
      const { code, out, err } = await runInProcess([command, 'argument', '--anything']);
      expect({ code, out }).toEqual({ code: 4, out: '' });
      expect(err).toContain(`\`tenantlab ${command}\``);
      expect(err).toContain('is not part of this version');
    },
  );

  it('includes naming no tenant where there is none', async () => {
    const { code, err } = await runInProcess(['lint'], { cwd: tempFolder() });
    expect(code).toBe(4);
    expect(err).toContain('tenantlab init');
  });
});

describe('failures', () => {
  it('says that nothing was changed after Ctrl-C', async () => {
    const controller = new AbortController();
    controller.abort();
    const { code, out, err } = await runInProcess(['lint', ...clinic], { signal: controller.signal });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toContain('Nothing was changed');
  });

  const broken = {
    out: () => {
      throw new TypeError('out of paper');
    },
  };

  it('calls an unexpected error a bug, without its stack', async () => {
    const { code, err } = await runInProcess(['explain-code'], broken);
    expect(code).toBe(70);
    expect(err).toContain('out of paper');
    expect(err).toContain('bug in tenantlab');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('prints the stack of an unexpected error when asked', async () => {
    const { code, err } = await runInProcess(['explain-code'], { ...broken, variables: { TENANTLAB_DEBUG: '1' } });
    expect(code).toBe(70);
    expect(err).toMatch(/\n\s+at /);
  });
});
