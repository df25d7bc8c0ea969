import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { junitFaults, parseXml } from '../../support/junit-structure.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { sarifFaults } from '../../support/sarif-schema.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const mixed = 'user.city -eq "Oslo" -or user.city -eq "Bonn" -and user.accountEnabled -eq true';

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly { readonly physicalLocation: Place }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

interface Place {
  readonly artifactLocation: { readonly uri: string };
  readonly region: Readonly<Record<string, number>>;
}

describe('tenantlab lint --report', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = tempFolder();
  });

  function tenantFolder(groups: string): string {
    const folder = join(cwd, 'contoso');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tenant.yaml'), 'formatVersion: 1\nclock: 2026-10-01T00:00:00Z\n');
    writeFileSync(join(folder, 'groups.yaml'), groups);
    return folder;
  }

  const group = (name: string, rule: string): string =>
    `- displayName: ${name}\n  groupTypes: [DynamicMembership]\n  membershipRule: ${rule}\n`;

  async function sarif(groups: string): Promise<Log> {
    tenantFolder(groups);
    const argv = ['lint', '--tenant', 'contoso', '--check', 'lint/mixed-and-or', '--report', 'sarif'];
    const { code, out } = await runInProcess(argv, { cwd });
    expect(code).toBe(0);
    const log = JSON.parse(out) as Log;
    expect(sarifFaults(log)).toEqual([]);
    return log;
  }

  it('points into the files of a tenant folder, at the very condition, as SARIF', async () => {
    const [run] = (await sarif(group('Plain', mixed))).runs;
    const place = run?.results[0]?.locations[0]?.physicalLocation;
    expect(place?.artifactLocation.uri).toBe('contoso/groups.yaml');
    const { startColumn = 0, endColumn = 0, startLine } = place?.region ?? {};
    expect(startLine).toBe(3);
    const line = `  membershipRule: ${mixed}`;
    expect(mixed).toContain(line.slice(startColumn - 1, endColumn - 1));
    expect(endColumn).toBeGreaterThan(startColumn);
  });

  it('keeps the fingerprint when the file grows above the rule', async () => {
    const before = await sarif(group('Plain', mixed));
    const after = await sarif(`# a comment\n${group('Other', 'user.city -eq "Rome"')}${group('Plain', mixed)}`);
    const prints = (log: Log): unknown => log.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(before)).toHaveLength(1);
    expect(prints(after)).toEqual(prints(before));
  });

  it('points at the beginning of a rule that its file spells otherwise', async () => {
    const folded = mixed.replace(' -and', '\n    -and');
    const [run] = (
      await sarif(`- displayName: Folded\n  groupTypes: [DynamicMembership]\n  membershipRule: >-\n    ${folded}\n`)
    ).runs;
    expect(run?.results[0]?.locations[0]?.physicalLocation.region).toEqual({ startLine: 3, startColumn: 19 });
  });

  it('writes several reports at once', async () => {
    tenantFolder(group('Plain', mixed));
    const reports = ['text', 'junit=lint.xml', 'github=lint.txt', 'json=lint.json', 'markdown=lint.md'];
    const argv = ['lint', '--tenant', 'contoso', ...reports.flatMap((report) => ['--report', report])];
    const { out } = await runInProcess(argv, { cwd });
    expect(out).toContain('lint/mixed-and-or');
    const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
    expect(junitFaults(parseXml(read('lint.xml')))).toEqual([]);
    expect(read('lint.txt')).toMatch(/^::warning file=contoso\/groups\.yaml,line=3,/m);
    expect(JSON.parse(read('lint.json'))).toMatchObject({ findings: expect.any(Array) as unknown });
    expect(read('lint.md')).toContain('| warning | `lint/mixed-and-or` |');
  });

  it('refuses a kind that it does not have with exit code 4', async () => {
    tenantFolder(group('Plain', mixed));
    const { code, err } = await runInProcess(['lint', '--tenant', 'contoso', '--report', 'tap'], { cwd });
    expect(code).toBe(4);
    expect(err).toContain('text, json, markdown, sarif, junit, github');
  });
});
