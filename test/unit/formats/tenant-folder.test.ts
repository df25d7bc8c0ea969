import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGuid, lineColumnAt } from '../../../src/base/index.ts';
import { DiagnosticsError } from '../../../src/diagnostics/index.ts';
import { readTenantFolder, writeTenantFolder } from '../../../src/formats/index.ts';
import { createTenant, fingerprintOf, type Tenant, TenantDraft } from '../../../src/model/index.ts';
import { deadProcess, ghostProcess } from '../../support/ended-process.ts';
import { expectToolError } from '../../support/expect-tool-error.ts';
import { linksIn, valueIn, writeFiles } from '../../support/import-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const header = 'formatVersion: 1\nclock: 2026-12-01T00:00:00Z\n';

function read(files: Readonly<Record<string, string>>): Tenant {
  return readTenantFolder(writeFiles({ 'tenant.yaml': header, ...files }));
}

/** `file:line:column code` of every fault. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  try {
    read(files);
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return error.diagnostics.map(({ code, source, span }) => {
      const { line, column } = lineColumnAt(source?.text ?? '', span?.start ?? 0);
      return `${source?.name.replace(/^.*[\\/]/, '') ?? ''}:${line}:${column} ${code}`;
    });
  }
  return [];
}

function tenantOf(count: number): Tenant {
  const draft = new TenantDraft(createTenant(0));
  for (let index = 0; index < count; index++) {
    draft.addObject('user', `u${index}`, { userPrincipalName: `user${index}@contoso.com` });
  }
  return draft.finish();
}

describe('reading a tenant folder', () => {
  it('tells absent from null, and names members and managers', () => {
    const tenant = read({
      'users.yaml': `
- userPrincipalName: ada@contoso.com
  department: null
  manager: bo@contoso.com
- id: 11111111-0000-4000-8000-000000000001
  userPrincipalName: bo@contoso.com
`,
      'groups.yaml': `
- displayName: Team
  groupTypes: []
  members: [ADA@contoso.com, 11111111-0000-4000-8000-000000000001, 99999999-0000-4000-8000-000000000009]
- displayName: All
  groupTypes: [DynamicMembership]
  membershipRule: user.department -eq "Sales"
  members: []
  exportedMembers: [Team]
`,
    });
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'department')).toBeNull();
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'city')).toBeUndefined();
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'manager')).toBe('11111111-0000-4000-8000-000000000001');
    expect(linksIn(tenant, 'groupMembers', 'Team')).toEqual([
      '99999999-0000-4000-8000-000000000009',
      'ada@contoso.com',
      'bo@contoso.com',
    ]);
    expect(linksIn(tenant, 'groupOwners', 'Team')).toBeUndefined();
    expect(linksIn(tenant, 'groupMembers', 'All')).toEqual([]);
    expect(linksIn(tenant, 'groupExportedMembers', 'All')).toEqual(['Team']);
  });

  it('derives ids from types and names, whatever their case', () => {
    const idOf = (type: 'user' | 'group', name: string): string => {
      const file = type === 'user' ? 'users.yaml' : 'groups.yaml';
      const key = type === 'user' ? 'userPrincipalName' : 'mailNickname';
      return read({ [file]: `- { ${key}: ${name}, displayName: A }` }).populations[type].idAt(0);
    };
    expect(isGuid(idOf('user', 'ada@contoso.com'))).toBe(true);
    expect(idOf('user', 'ADA@contoso.com')).toBe(idOf('user', 'ada@contoso.com'));
    expect(idOf('user', 'bo@contoso.com')).not.toBe(idOf('user', 'ada@contoso.com'));
    expect(idOf('group', 'ada@contoso.com')).not.toBe(idOf('user', 'ada@contoso.com'));
  });

  it('reads absent keys as null where the folder says so', () => {
    const files = {
      'tenant.yaml': `${header}absentMeans: { user: null, group: 'null' }\n`,
      'users.yaml': '- userPrincipalName: ada@contoso.com\n  notKnown: [city]\n',
      'groups.yaml':
        '- displayName: A\n- displayName: B\n  notKnown: [members]\n- displayName: C\n  groupTypes: [DynamicMembership]\n',
      'devices.yaml': '- displayName: PC\n',
    };
    const tenant = read(files);
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'department')).toBeNull();
    expect(valueIn(tenant, 'user', 'ada@contoso.com', 'city')).toBeUndefined();
    expect(valueIn(tenant, 'device', 'PC', 'model')).toBeUndefined();
    expect(linksIn(tenant, 'groupMembers', 'A')).toEqual([]);
    expect(linksIn(tenant, 'groupOwners', 'A')).toEqual([]);
    expect(linksIn(tenant, 'groupMembers', 'B')).toBeUndefined();
    expect(linksIn(tenant, 'groupMembers', 'C')).toBeUndefined();
  });

  it.each([
    ['users.yml', '- { id: u1, userPrincipalName: ada@contoso.com }'],
    ['users.json', '[{"id":"u1","userPrincipalName":"ada@contoso.com"}]'],
    ['users.ndjson', '{"id":"u1","userPrincipalName":"ada@contoso.com"}\n\n'],
  ])('reads %s too', (name, text) => {
    expect(valueIn(read({ [name]: text }), 'user', 'u1', 'userPrincipalName')).toBe('ada@contoso.com');
  });

  it('takes an empty file as no objects', () => {
    expect(read({ 'users.yaml': '', 'groups.yaml': '[]' }).populations.user.size).toBe(0);
  });
});

describe('faults of a tenant folder', () => {
  it('are reported with their places, all at once', () => {
    const users =
      '- userPrincipalName: a@b.c\n  Department: x\n  employeeId: 1001\n- userPrincipalName: A@B.C\n- city: x\n- 5\n';
    expect(faultsOf({ 'users.yaml': users })).toEqual([
      'users.yaml:2:3 tenant/unknown-key',
      'users.yaml:3:15 tenant/wrong-type',
      'users.yaml:4:3 tenant/duplicate-id',
      'users.yaml:5:3 tenant/missing-key',
      'users.yaml:6:3 tenant/wrong-type',
    ]);
  });

  it('have the same places in JSON and NDJSON', () => {
    const bad = '{"id":"u2","userPrincipalName":"a@b.c","accountEnabled":"yes"}';
    expect(faultsOf({ 'users.json': `[\n{"id":"u1"},\n${bad}\n]` })).toEqual(['users.json:3:57 tenant/wrong-type']);
    expect(faultsOf({ 'users.ndjson': `{"id":"u1"}\n\n${bad}\n` })).toEqual(['users.ndjson:3:57 tenant/wrong-type']);
    expect(faultsOf({ 'users.ndjson': '{"id":"u1"}\n{"id":\n' })).toEqual(['users.ndjson:2:1 tenant/syntax']);
    const large = `[\n${'{"id":"u0"},\n'.repeat(25_000).replaceAll('u0', () => 'u0')}${bad}]`;
    expect(faultsOf({ 'users.json': large })[0]).toBe('users.json:3:7 tenant/duplicate-id');
  });

  it.each([
    [
      'a member that does not exist',
      { 'groups.yaml': '- displayName: A\n  members: [ada@contoso.com]' },
      'groups.yaml:2:13 tenant/unknown-reference',
    ],
    [
      'a name that fits two',
      {
        'groups.yaml': '- { id: g1, displayName: A }\n- { id: g2, displayName: a }\n- displayName: C\n  owners: [C, A]',
      },
      'groups.yaml:4:15 tenant/ambiguous-reference',
    ],
    [
      'a manager that does not exist',
      { 'users.yaml': '- userPrincipalName: a@b.c\n  manager: nobody' },
      'users.yaml:2:12 tenant/unknown-reference',
    ],
    [
      'a member that is no name',
      { 'groups.yaml': '- displayName: A\n  members: [5]' },
      'groups.yaml:2:13 tenant/wrong-type',
    ],
    [
      'members that are no list',
      { 'groups.yaml': '- displayName: A\n  members: ada' },
      'groups.yaml:2:12 tenant/wrong-type',
    ],
    ['a file that is no list', { 'users.yaml': 'a: 1' }, 'users.yaml:1:1 tenant/wrong-type'],
    ['broken YAML', { 'users.yaml': '- {' }, 'users.yaml:1:4 tenant/syntax'],
    ['a key that stands twice', { 'users.json': '[{"id":"a","id":"b"}]' }, 'users.json:1:12 tenant/duplicate-key'],
    [
      'unknown names below notKnown',
      { 'users.yaml': '- id: a\n  notKnown: [cty]' },
      'users.yaml:2:14 tenant/unknown-key',
    ],
    [
      'additional data that is no mapping',
      { 'users.yaml': '- id: a\n  additionalData: 5' },
      'users.yaml:2:19 tenant/wrong-type',
    ],
    [
      'a format version of the future',
      { 'tenant.yaml': 'formatVersion: 2\nclock: 2026-01-01' },
      'tenant.yaml:1:16 tenant/unsupported-version',
    ],
    ['a missing clock', { 'tenant.yaml': 'formatVersion: 1' }, 'tenant.yaml:1:1 tenant/missing-key'],
    ['a clock that is none', { 'tenant.yaml': 'formatVersion: 1\nclock: now' }, 'tenant.yaml:2:8 tenant/wrong-type'],
    ['a misspelt key', { 'tenant.yaml': `${header}absentMean: null` }, 'tenant.yaml:3:1 tenant/unknown-key'],
    [
      'a meaning of absence that is none',
      { 'tenant.yaml': `${header}absentMeans: { users: null, user: maybe }` },
      'tenant.yaml:3:16 tenant/unknown-key',
    ],
  ])('include %s', (_name, files, expected) => {
    expect(faultsOf(files as unknown as Record<string, string>)[0]).toBe(expected);
  });

  it('suggest what was probably meant', () => {
    const files = {
      'users.yaml': '- userPrincipalName: ada@contoso.com\n',
      'groups.yaml': '- displayName: A\n  members: [adda@contoso.com]\n',
    };
    expect(expectToolError('tenant/unknown-reference', () => read(files)).hint).toContain('"ada@contoso.com"');
    expect(
      expectToolError('tenant/wrong-type', () => read({ 'users.yaml': '- id: a\n  employeeId: 1' })).hint,
    ).toContain('quotation marks');
  });

  it('are a ToolError when there is no tenant', () => {
    expectToolError('tenant/unreadable-folder', () => readTenantFolder('no/such/folder'));
    expectToolError('tenant/not-a-tenant-folder', () => readTenantFolder(tempFolder()));
    expectToolError('tenant/two-files', () => read({ 'users.yaml': '', 'users.json': '[]' }));
    expectToolError('import/stopped', () =>
      readTenantFolder(writeFiles({ 'tenant.yaml': header, 'users.yaml': '' }), { signal: AbortSignal.abort() }),
    );
  });
});

describe('writing a tenant folder', () => {
  it('writes objects in the order of their names, with nulls left out where absence means null', () => {
    const draft = new TenantDraft(createTenant(0));
    draft.addObject('domain', 'contoso.com', { isDefault: true });
    const users = Object.fromEntries(['givenName', 'surname', 'mail'].map((name) => [name, null]));
    draft.addObject('orgContact', 'c2', { displayName: 'zoe', ...users });
    draft.addObject('orgContact', 'c1', {
      displayName: 'Adam "A"',
      addresses: [],
      proxyAddresses: ['SMTP:a@b.c', 'x'],
    });
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(draft.finish(), folder);
    expect(readdirSync(folder).toSorted()).toEqual(['contacts.yaml', 'domains.yaml', 'tenant.yaml']);
    expect(readFileSync(join(folder, 'contacts.yaml'), 'utf8')).toBe(`- id: c1
  displayName: 'Adam "A"'
  proxyAddresses:
    - "SMTP:a@b.c"
    - x
  addresses: []
- id: c2
  displayName: zoe
  givenName: null
  surname: null
  mail: null
`);
    expect(readFileSync(join(folder, 'tenant.yaml'), 'utf8')).toBe('formatVersion: 1\nclock: 1970-01-01T00:00:00Z\n');
  });

  it('uses NDJSON from 2,001 objects on, and keeps the format of a file that is there', () => {
    const folder = join(tempFolder(), 'tenant');
    writeTenantFolder(tenantOf(2_000), folder);
    expect(existsSync(join(folder, 'users.yaml'))).toBe(true);
    writeTenantFolder(tenantOf(2_001), folder);
    expect(readdirSync(folder).toSorted()).toEqual(['tenant.yaml', 'users.yaml']);
    const other = join(tempFolder(), 'tenant');
    writeTenantFolder(tenantOf(2_001), other);
    expect(readdirSync(other).toSorted()).toEqual(['tenant.yaml', 'users.ndjson']);
    expect(fingerprintOf(readTenantFolder(other))).toBe(fingerprintOf(readTenantFolder(folder)));
  });

  it('keeps JSON files as JSON, empty ones as well', () => {
    const folder = writeFiles({ 'tenant.yaml': header, 'users.json': '[{"id":"u1"}]', 'groups.json': '[]' });
    writeTenantFolder(tenantOf(2), folder);
    expect(JSON.parse(readFileSync(join(folder, 'users.json'), 'utf8'))).toHaveLength(2);
    expect(readFileSync(join(folder, 'groups.json'), 'utf8')).toBe('[]');
    expect(fingerprintOf(readTenantFolder(folder))).toBe(fingerprintOf(tenantOf(2)));
  });

  it('leaves files alone whose objects did not change, and foreign files always', () => {
    const users = '# our people\n- userPrincipalName: ada@contoso.com\n';
    const folder = writeFiles({
      'tenant.yaml': header,
      'users.yaml': users,
      'groups.yaml': '- displayName: A\n',
      'notes.txt': 'x',
    });
    const draft = new TenantDraft(readTenantFolder(folder));
    draft.population('group').setValue(0, 'description', 'new');
    writeTenantFolder(draft.finish(), folder);
    expect(readFileSync(join(folder, 'users.yaml'), 'utf8')).toBe(users);
    expect(readFileSync(join(folder, 'groups.yaml'), 'utf8')).toContain('description: new');
    expect(readdirSync(folder).toSorted()).toEqual(['groups.yaml', 'notes.txt', 'tenant.yaml', 'users.yaml']);
  });

  it('refuses a folder that holds something else', () => {
    const folder = writeFiles({ 'users.yaml': 'mine' });
    expectToolError('tenant/foreign-folder', () => writeTenantFolder(tenantOf(1), folder));
    expect(readFileSync(join(folder, 'users.yaml'), 'utf8')).toBe('mine');
  });

  it('refuses a path that is a file, and one below a file', () => {
    const file = join(writeFiles({ 'a.txt': 'mine' }), 'a.txt');
    expectToolError('tenant/foreign-folder', () => writeTenantFolder(tenantOf(1), file));
    expectToolError('tenant/unwritable-folder', () => writeTenantFolder(tenantOf(1), join(file, 'tenant')));
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('refuses to write over a tenant that it cannot read', () => {
    const folder = writeFiles({ 'tenant.yaml': header, 'users.yaml': '- {' });
    expectToolError('tenant/syntax', () => writeTenantFolder(tenantOf(1), folder));
    expect(readFileSync(join(folder, 'users.yaml'), 'utf8')).toBe('- {');
  });

  it('removes what stopped writers left of its files', async () => {
    const folder = writeFiles({ 'tenant.yaml': header, 'users.yaml': '[]', 'notes.tmp-1': 'x' });
    const ended = process.platform === 'linux' ? await ghostProcess() : deadProcess;
    for (const id of [ended, deadProcess, process.ppid]) writeFileSync(join(folder, `users.yaml.tmp-${id}`), 'half');
    writeTenantFolder(tenantOf(1), folder);
    expect(readdirSync(folder).toSorted()).toEqual([
      'notes.tmp-1',
      'tenant.yaml',
      'users.yaml',
      `users.yaml.tmp-${process.ppid}`,
    ]);
  });

  it('takes an empty folder as a new one', () => {
    const folder = tempFolder();
    writeTenantFolder(tenantOf(1), folder);
    expect(readTenantFolder(folder).populations.user.size).toBe(1);
    writeFileSync(join(folder, 'extra'), '');
    expect(readdirSync(join(folder, '..')).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});
