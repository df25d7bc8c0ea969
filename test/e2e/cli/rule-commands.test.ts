import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTool } from '../../support/start-tool.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('tenantlab rule', () => {
  it('evaluates line by line in order, ignoring blank lines, and goes on after bad ones', () => {
    const requests = [
      '{"id":1,"rule":"user.department -eq \\"Sales\\"","attributes":{"Department":"SALES"}}',
      '',
      '{"id":"b","rule":"user.city -ne null -and user.mailNickname -eq \\"x\\"","unknown":["mailnickname","CITY"]}',
      'not json',
      '{"id":3}',
      '{"id":4,"rule":"user.city -eq Oslo"}',
      '{"id":5,"rule":"user.city -eq \\"x\\"","attributes":{"city":7}}',
      '{"rule":"user.objectId -ne null","attributes":{"objectId":"1"}}',
    ];
    const { code, out } = runTool(tempFolder(), ['rule', 'eval', '--stdio'], `${requests.join('\n')}\n`);
    expect(code).toBe(0);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toEqual([
      { id: 1, verdict: 'member' },
      { id: 'b', verdict: 'undecided', needs: ['city', 'mailNickName'] },
      { id: null, error: { kind: 'Protocol', message: expect.any(String) as string } },
      { id: 3, error: { kind: 'Protocol', message: expect.any(String) as string } },
      { id: 4, error: expect.objectContaining({ kind: 'Operands', start: 14, end: 18 }) as object },
      { id: 5, error: { kind: 'Protocol', message: expect.any(String) as string } },
      { id: null, verdict: 'member' },
    ]);
  });

  it('checks line by line', () => {
    const { out } = runTool(
      tempFolder(),
      ['rule', 'check', '--stdio'],
      '{"id":1,"rule":"User.City eq \'Oslo\'"}\n{"id":2,"rule":""}\n',
    );
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ id: 1, ok: true, kind: 'user', canonical: 'user.city -eq "Oslo"' });
    expect(second).toMatchObject({ id: 2, ok: false, errors: [{ kind: 'Syntax' }], warnings: [] });
  });

  it.each([
    [['rule', 'check', 'user.city -eq "Oslo"'], 0, 'ok'],
    [['rule', 'check', 'user.city'], 3, ''],
    [['rule', 'eval', 'user.city -eq "Oslo"', '--attributes', '{"city":"oslo"}'], 0, 'member'],
    [['rule', 'eval', 'user.city -eq "Oslo"', '--attributes', '{'], 4, ''],
    [['rule', 'eval', 'user.city -eq "Oslo"', '--unknown', 'city'], 0, 'undecided (not known: city)'],
    [['rule', 'fmt', "user.City eq 'Oslo'"], 0, 'user.city -eq "Oslo"'],
    [['rule', 'fmt', '--check', "user.City eq 'Oslo'"], 1, ''],
    [['rule', 'explain', 'user.city -ne "Oslo"'], 0, 'has no value'],
    [['rule', 'export', 'user.city -eq "Oslo"', '--format', 'json-logic'], 0, 'rule.text'],
    [['rule', 'export', 'user.city -eq "Oslo"', '--format', 'sql', '--dialect', 'duckdb'], 0, '--   $1 = "OSLO"'],
    [['rule', 'export', 'user.city -eq "Oslo"', '--format', 'sql', '--dialect', 'trino', '--literals'], 0, "= 'OSLO'"],
    [['rule', 'export', 'user.city -eq "x"', '--format', 'sql', '--dialect', 'trino', '--undecided'], 0, 'IS NULL;'],
    [['rule', 'export', 'user.city -eq "Oslo"', '--format', 'sql', '--dialect', 'sqlite', '--json'], 0, '"?1"'],
    [['rule', 'export', 'user.city -match "\\bx"', '--format', 'sql', '--dialect', 'trino'], 3, ''],
    [['rule', 'export', 'user.citty -eq "x"', '--format', 'sql', '--dialect', 'trino'], 3, ''],
    [['rule', 'export', 'user.city -eq "x"', '--format', 'sql', '--dialect', 'postgres'], 4, ''],
    [['rule', 'export', 'user.city -eq "x"', '--format', 'sql'], 4, ''],
    [['rule', 'export', 'user.city -eq "x"', '--dialect', 'trino'], 4, ''],
    [['rule', 'export', '--help'], 0, 'sqlite, postgresql, duckdb, clickhouse or trino'],
    [['explain-code', 'rule/unknown-operator'], 0, 'operator'],
    [['explain-code', 'rule/unknown-operater'], 4, ''],
    [['serve'], 4, ''],
    [['plann'], 4, ''],
    [['rule', 'check'], 4, ''],
    [['--version'], 0, '0.1.0'],
    [['plan', '--help'], 0, 'Examples:'],
  ])('%j ends with %i', (argv, expected, words) => {
    const { code, out, err } = runTool(tempFolder(), argv);
    expect(code).toBe(expected);
    expect(out).toContain(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('writes several lint reports at once, and knows which it can write', () => {
    const folder = tempFolder();
    const rule = 'user.department -ne "Sales"';
    const run = runTool(folder, ['lint', '--rule', rule, '--report', 'markdown', '--report', 'json=lint.json']);
    expect(run.out).toContain('| warning | `lint/negative-on-null` | rule:1:1 |');
    expect(JSON.parse(readFileSync(join(folder, 'lint.json'), 'utf8'))).toHaveProperty('findings');
    expect(runTool(folder, ['lint', '--rule', rule, '--report', 'tap'])).toMatchObject({ code: 4 });
    expect(runTool(folder, ['lint', '--rule', rule, '--report', 'text', '--report', 'json'])).toMatchObject({
      code: 4,
    });
  });

  it('lints one rule and fails from the severity that is asked for', () => {
    const rule = 'user.department -ne "Sales"';
    expect(runTool(tempFolder(), ['lint', '--rule', rule]).code).toBe(0);
    expect(runTool(tempFolder(), ['lint', '--rule', rule, '--fail-on', 'warning']).code).toBe(1);
    expect(runTool(tempFolder(), ['lint', '--rule', 'user.nonsense -eq "x"']).code).toBe(1);
    expect(runTool(tempFolder(), ['lint', '--check', 'lint/nonsense', '--rule', rule]).code).toBe(4);
  });
});
