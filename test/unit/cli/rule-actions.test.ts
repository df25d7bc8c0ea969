import { describe, expect, it } from 'vitest';
import { runInProcess } from '../../support/run-cli.ts';

const crooked = "User.City EQ 'Oslo'";
const canonical = 'user.city -eq "Oslo"';

describe('tenantlab rule', () => {
  it.each(['check', 'eval', 'fmt', 'explain', 'export'])(
    '%s reads the rule from standard input for -',
    async (name) => {
      const given = await runInProcess(['rule', name, canonical]);
      const read = await runInProcess(['rule', name, '-'], { input: [`${canonical}\r\n`] });
      expect(given).toMatchObject({ code: 0, err: '' });
      expect(read).toEqual(given);
    },
  );

  it.each(['check', 'eval', 'fmt', 'explain', 'export'])('%s refuses what Entra refuses: exit code 3', async (name) => {
    const { code, out, err } = await runInProcess(['rule', name, 'user.city -eq Oslo']);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('^^^^');
    expect(err).toContain('rule:1:15');
  });

  it('check warns and says ok, or answers as the line protocol does', async () => {
    const warned = await runInProcess(['rule', 'check', 'user.CITY -eq "Oslo"']);
    expect(warned).toMatchObject({ code: 0, out: 'ok, with warnings: a rule about users\n' });
    expect(warned.err).toContain('rule/property-spelling');
    const asked = { rule: crooked };
    const served = await runInProcess(['rule', 'check', '--stdio'], { input: [`${JSON.stringify(asked)}\n`] });
    expect((await runInProcess(['rule', 'check', crooked, '--json'])).out).toBe(served.out);
    expect(await runInProcess(['rule', 'check', 'user.city', '--json'])).toMatchObject({ code: 3, err: '' });
  });

  it.each(['', ' ', 'a..b', '.people', 'staff.', 'a. .b', 'a\nb'])('export refuses %j as a table', async (table) => {
    const sql = ['--format', 'sql', '--dialect', 'sqlite', '--table', table];
    const { code, out, err } = await runInProcess(['rule', 'export', canonical, ...sql]);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain('error usage/table');
    expect(err).toContain('hint:');
  });

  it.each([
    ['people', 'FROM "people" AS'],
    ['staff.my people', 'FROM "staff"."my people" AS'],
  ])('export takes %j as a table', async (table, sql) => {
    const { code, out } = await runInProcess([
      'rule',
      'export',
      canonical,
      '--format',
      'sql',
      '--dialect',
      'sqlite',
      '--table',
      table,
    ]);
    expect(code).toBe(0);
    expect(out).toContain(sql);
  });

  it.each([
    ['member', ['--attributes', '{"city":"OSLO"}'], 'member\n'],
    ['notMember', [], 'notMember\n'],
    ['undecided', ['--unknown', 'City,country'], 'undecided (not known: city)\n'],
    ['member as JSON', ['--attributes', '{"city":"OSLO"}', '--json'], '{"id":null,"verdict":"member"}\n'],
  ])('eval gives %s', async (_what, options, out) => {
    expect(await runInProcess(['rule', 'eval', canonical, ...options])).toEqual({ code: 0, out, err: '' });
  });

  it('eval compares with the clock it is given', async () => {
    const argv = [
      'rule',
      'eval',
      'user.employeeHireDate -le system.now',
      '--attributes',
      '{"employeeHireDate":"2026-12-01T00:00:00Z"}',
    ];
    expect((await runInProcess(argv)).out).toBe('notMember\n');
    expect((await runInProcess([...argv, '--clock', '2026-12-01T00:00:00Z'])).out).toBe('member\n');
  });

  it.each([
    ['an attribute of the wrong type', ['--attributes', '{"city":7}']],
    ['attributes that are a list', ['--attributes', '[]']],
  ])('eval refuses %s: exit code 3', async (_what, options) => {
    const { code, out, err } = await runInProcess(['rule', 'eval', canonical, ...options]);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('rule/protocol');
    expect((await runInProcess(['rule', 'eval', canonical, '--json', ...options])).code).toBe(3);
  });

  it('fmt prints the canonical form, and --check only compares with it', async () => {
    expect((await runInProcess(['rule', 'fmt', crooked])).out).toBe(`${canonical}\n`);
    expect((await runInProcess(['rule', 'fmt', crooked, '--json'])).out).toBe(`${JSON.stringify({ canonical })}\n`);
    expect(await runInProcess(['rule', 'fmt', '--check', crooked])).toEqual({ code: 1, out: '', err: '' });
    expect(await runInProcess(['rule', 'fmt', '--check', canonical])).toEqual({ code: 0, out: '', err: '' });
  });

  it('explain and export give text and JSON', async () => {
    const { out } = await runInProcess(['rule', 'explain', canonical]);
    expect(out).toContain('Oslo');
    expect((await runInProcess(['rule', 'explain', canonical, '--json'])).out).toBe(
      `${JSON.stringify({ description: out.trimEnd() })}\n`,
    );
    expect(JSON.parse((await runInProcess(['rule', 'export', canonical])).out)).toBeTypeOf('object');
  });
});
