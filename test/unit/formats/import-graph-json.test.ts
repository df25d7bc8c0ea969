import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTenant } from '../../../src/formats/index.ts';
import {
  countsOf,
  expectImportError,
  importClock,
  importFiles,
  linksIn,
  valueIn,
  writeFiles,
} from '../../support/import-files.ts';

const fixtures = 'fixtures/exports/graph-json';
const user = (id: string, more: object = {}): object => ({ id, userPrincipalName: `${id}@contoso.com`, ...more });

describe('importing Graph JSON', () => {
  it('tells absent properties from null and takes complex properties apart', async () => {
    const { tenant } = await importTenant([join(fixtures, 'users.json')], { clock: importClock });
    const ines = (property: string): unknown => valueIn(tenant, 'user', 'ines.moreau@contoso.com', property);
    expect(tenant.clock).toBe(importClock);
    expect(ines('department')).toBe('Sales');
    expect(ines('jobTitle')).toBeNull();
    expect(ines('city')).toBeUndefined();
    expect(ines('division')).toBe('EMEA');
    expect(ines('costCenter')).toBeNull();
    expect(ines('extensionAttribute1')).toBe('green');
    expect(ines('extensionAttribute3')).toBeUndefined();
    expect(ines('manager')).toBe('6f1c0001-0000-4000-8000-000000000002');
    expect(ines('extension_0123456789abcdef0123456789abcdef_badge')).toBe('B-17');
    expect(ines('additionalData')).toEqual({ customProperty: { nested: [1, 2] } });
    expect(valueIn(tenant, 'user', 'tomas.lund@contoso.com', 'division')).toBeNull();
    expect(valueIn(tenant, 'user', 'tomas.lund@contoso.com', 'jobTitle')).toBeUndefined();
  });

  it.each(['users.json', 'users.ndjson'])(
    'takes U+FEFF for a byte order mark in front of a file only: %s',
    async (file) => {
      const long = `${'x'.repeat(64 * 1024)}\ufeff`;
      const more = { displayName: '\ufeffAda', city: '\ufeff', businessPhones: ['\ufeff1'], jobTitle: long };
      const record = user('ada', { ...more, other: { '\ufeffkey': '\ufeff' } });
      const text = file.endsWith('.json') ? JSON.stringify({ value: [record] }) : JSON.stringify(record);
      const { tenant } = await importFiles({ [file]: `\ufeff${text}\n` });
      for (const [name, value] of Object.entries(more)) {
        expect(valueIn(tenant, 'user', 'ada@contoso.com', name)).toEqual(value);
      }
      expect(valueIn(tenant, 'user', 'ada@contoso.com', 'additionalData')).toEqual({
        other: { '\ufeffkey': '\ufeff' },
      });
    },
  );

  it('keeps ids in lower case', async () => {
    const { tenant } = await importTenant([join(fixtures, 'users.json')], { clock: importClock });
    expect(tenant.populations.user.idAt(0)).toBe('6f1c0001-0000-4000-8000-000000000001');
  });

  it('reads a folder of pages, arrays, single objects, NDJSON and member lists', async () => {
    const { tenant, report } = await importTenant([fixtures], { clock: importClock });
    expect(report.objects).toEqual({
      organization: 1,
      domain: 0,
      subscription: 0,
      user: 5,
      device: 2,
      orgContact: 0,
      group: 3,
      administrativeUnit: 0,
    });
    expect(linksIn(tenant, 'groupMembers', 'Project X')).toEqual([
      '6f1c0009-0000-4000-8000-000000000001',
      'ines.moreau@contoso.com',
    ]);
    expect(linksIn(tenant, 'groupOwners', 'Project X')).toEqual(['tomas.lund@contoso.com']);
    expect(linksIn(tenant, 'groupMembers', 'Newsletter')).toEqual(['rosa_fabrikam.com#EXT#@contoso.onmicrosoft.com']);
    expect(countsOf(report)).toEqual({
      'import/dangling-reference': 2,
      'import/incomplete-page': 1,
      'import/removed-entry': 1,
      'import/secret-dropped': 1,
      'import/synced-object': 1,
      'import/unknown-property': 3,
      'import/unsupported-member-type': 1,
      'import/unsupported-type': 1,
    });
  });

  it('keeps the members of dynamic groups apart from the members of assigned ones', async () => {
    const { tenant } = await importTenant([fixtures], { clock: importClock });
    expect(linksIn(tenant, 'groupExportedMembers', 'Sales All')).toEqual([
      'rosa_fabrikam.com#EXT#@contoso.onmicrosoft.com',
    ]);
    expect(linksIn(tenant, 'groupMembers', 'Sales All')).toBeUndefined();
  });

  it('keeps hostile keys as plain data', async () => {
    const { tenant } = await importTenant([join(fixtures, 'delta.ndjson')], { clock: importClock });
    const data = valueIn(tenant, 'user', 'lin@contoso.com', 'additionalData');
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    const array = await importFiles({
      'users.json': '[{"id":"a","userPrincipalName":"a@b.c","__proto__":{"isAdmin":true}}]',
    });
    expect(JSON.stringify(valueIn(array.tenant, 'user', 'a', 'additionalData'))).toBe('{"__proto__":{"isAdmin":true}}');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('never keeps a password', async () => {
    const { tenant } = await importTenant([fixtures], { clock: importClock });
    const user = tenant.populations.user;
    for (const name of user.columnNames()) {
      for (let row = 0; row < user.size; row++)
        expect(JSON.stringify(user.valueAt(row, name) ?? null)).not.toContain('never-keep-me');
    }
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', (text: string) => Buffer.from(text, 'utf16le')],
  ])('reads %s', async (_name, encode) => {
    const text = readFileSync(join(fixtures, 'users.json'), 'utf8');
    const { tenant } = await importFiles({ 'users.json': encode(text) });
    expect(valueIn(tenant, 'user', 'ines.moreau@contoso.com', 'displayName')).toBe('Inès Moreau');
  });

  it('tells types by @odata.type, context, file name and properties, in this order', async () => {
    const { report } = await importFiles({
      'a.json': JSON.stringify([{ '@odata.type': '#microsoft.graph.orgContact', id: 'c1', mail: 'a@b.c' }]),
      'b.json': JSON.stringify({
        '@odata.context': 'https://graph/v1.0/$metadata#domains',
        value: [{ id: 'contoso.com' }],
      }),
      'c.json': JSON.stringify({
        '@odata.context': 'https://graph/v1.0/$metadata#directory/administrativeUnits',
        value: [{ id: 'u1' }],
      }),
      '2026-11 Users.json': JSON.stringify([{ id: 'x1' }]),
      'd.json': JSON.stringify({ id: 'g1', groupTypes: [] }),
    });
    expect(report.objects).toMatchObject({ orgContact: 1, domain: 1, administrativeUnit: 1, user: 1, group: 1 });
  });

  it('takes members of a page that names its group, and an empty page as no members', async () => {
    const page = (members: readonly object[], group: string): string =>
      JSON.stringify({ '@odata.context': `https://graph/v1.0/$metadata#groups('${group}')/members`, value: members });
    const { tenant } = await importFiles({
      'groups.json': JSON.stringify([
        { id: 'g1', displayName: 'A', groupTypes: [] },
        { id: 'g2', displayName: 'B', groupTypes: [] },
        { id: 'g3', displayName: 'C', groupTypes: [] },
      ]),
      'p1.json': page([{ id: 'u1' }], 'g1'),
      'p2.json': page([], 'g2'),
      'users.json': JSON.stringify([user('u1')]),
    });
    expect(linksIn(tenant, 'groupMembers', 'A')).toEqual(['u1@contoso.com']);
    expect(linksIn(tenant, 'groupMembers', 'B')).toEqual([]);
    expect(linksIn(tenant, 'groupMembers', 'C')).toBeUndefined();
  });

  it('merges what several files say about one object, and reports what differs', async () => {
    const { tenant, report } = await importFiles({
      '1-users.json': JSON.stringify([user('u1', { department: 'Sales', jobTitle: null })]),
      '2-users.json': JSON.stringify([user('u1', { department: 'Legal', city: 'Oslo' })]),
    });
    expect(tenant.populations.user.size).toBe(1);
    expect(valueIn(tenant, 'user', 'u1', 'department')).toBe('Sales');
    expect(valueIn(tenant, 'user', 'u1', 'city')).toBe('Oslo');
    expect(countsOf(report)).toMatchObject({ 'import/conflicting-values': 1 });
    expect(countsOf(report)).not.toHaveProperty('import/duplicate-object');
  });

  it('reports duplicates of ids, userPrincipalNames and mailNicknames', async () => {
    const { report } = await importFiles({
      'users.json': JSON.stringify([user('u1'), user('u1'), user('u2', { userPrincipalName: 'U1@contoso.com' })]),
      'groups.json': JSON.stringify(['g1', 'g2'].map((id) => ({ id, groupTypes: ['Unified'], mailNickname: 'same' }))),
    });
    expect(countsOf(report)).toMatchObject({
      'import/duplicate-object': 1,
      'import/duplicate-user-principal-name': 1,
      'import/duplicate-mail-nickname': 1,
      'import/members-not-exported': 2,
    });
  });

  it('reports an expanded list that $expand may have cut', async () => {
    const members = Array.from({ length: 20 }, (_, index) => ({ id: `u${index}` }));
    const { report } = await importFiles({ 'groups.json': JSON.stringify([{ id: 'g', groupTypes: [], members }]) });
    expect(countsOf(report)).toMatchObject({ 'import/truncated-members': 1 });
  });

  it('says which properties were exported and how to export the rest', async () => {
    const { report } = await importFiles({ 'users.json': JSON.stringify([user('u1', { department: 'Sales' })]) });
    expect(report.properties.user?.seen).toEqual(['userPrincipalName', 'department']);
    expect(report.properties.user?.notExported).toContain('userType');
    expect(report.properties.user?.hint).toContain('Get-MgUser -All -Property');
    expect(report.findings.find(({ code }) => code === 'import/default-properties-only')?.samples).toEqual([
      'userType',
      'accountEnabled',
    ]);
  });

  it('tells how far it is, and stops when asked', async () => {
    const file = join(fixtures, 'users.json');
    const seen: number[] = [];
    await importTenant([file], { clock: 0, onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
    await expectImportError('import/stopped', importTenant([file], { clock: 0, signal: AbortSignal.abort() }));
  });
});

describe('JSON that cannot be imported', () => {
  const valid = '[{"id":"u1","userPrincipalName":"a@contoso.com"}]';

  it.each([
    ['a file that ends in the middle', '[{"id":"u1","userPr', 'import/truncated', 'users.json:1:20: record 1'],
    ['a list that is not closed', valid.slice(0, -1), 'import/truncated', 'users.json:1:49'],
    ['a wrong sign', '[\n{"id":"u1",}]', 'import/invalid-json', 'users.json:2:12: record 1'],
    ['a bare word', '[{"id": tru}]', 'import/invalid-json', 'users.json:1:12'],
    ['a missing colon inside', '{"value":[{"id" "u1"}]}', 'import/invalid-json', 'users.json:1:17: record 1'],
    ['a number in the list', '[1]', 'import/invalid-json', 'users.json:1:2'],
    ['a plain text', '"hello"', 'import/invalid-json', 'users.json:1:1'],
    ['text after the end', `${valid} x`, 'import/invalid-json', 'users.json:1:51'],
    ['deep nesting', `[{"id":"a","x":${'['.repeat(5_000)}`, 'import/nested-too-deeply', 'users.json:1:78'],
    ['an object without id', '[{"id":"u1"},{"displayName":"x"}]', 'import/missing-id', 'users.json:1: record 2'],
    [
      'a text where true or false belongs',
      '[{"id":"u1","accountEnabled":"yes"}]',
      'import/wrong-value',
      'record 1: user "accountEnabled" must be true or false, found "yes"',
    ],
    ['a date that is none', '[{"id":"u1","createdDateTime":"yesterday"}]', 'import/wrong-value', 'createdDateTime'],
    [
      'a complex property that is a text',
      '[{"id":"u1","employeeOrgData":"x"}]',
      'import/wrong-value',
      'employeeOrgData',
    ],
    ['nothing', '  \n ', 'import/nothing-to-import', 'the file is empty'],
    ['no objects', '{"value":[]}', 'import/nothing-to-import', 'no object'],
  ])('is %s', async (_name, text, code, message) => {
    const error = await expectImportError(code, importFiles({ 'users.json': text }));
    expect(error.message).toContain(message);
  });

  it.each([
    ['a broken line', '{"id":"u1"}\n{"id":"u2",}\n{"id":"u3"}\n', 'import/invalid-json', 'users.ndjson:2:12: record 2'],
    ['a last line that is cut', '{"id":"u1"}\n{"id":"u2', 'import/truncated', 'users.ndjson:2: record 2'],
    ['a line that is no object', '{"id":"u1"}\n5\n', 'import/invalid-json', 'users.ndjson:2'],
    [
      'deep nesting',
      `{"id":"u1"}\n{"id":"u2","x":${'['.repeat(100)}${']'.repeat(100)}}\n`,
      'import/nested-too-deeply',
      'users.ndjson:2',
    ],
  ])('is NDJSON with %s', async (_name, text, code, message) => {
    const error = await expectImportError(code, importFiles({ 'users.ndjson': text }));
    expect(error.message).toContain(message);
  });

  it('is a file whose objects have no type', async () => {
    await expectImportError(
      'import/unknown-object-type',
      importFiles({ 'data.json': '[{"id":"x","displayName":"y"}]' }),
    );
  });

  it('is text in another encoding, with the offset of the first wrong byte', async () => {
    const bytes = Buffer.concat([Buffer.from('[{"id":"'), Buffer.from([0xe4]), Buffer.from('"}]')]);
    const error = await expectImportError('import/wrong-encoding', importFiles({ 'users.json': bytes }));
    expect(error.message).toContain('byte 8');
  });

  it('is an archive', async () => {
    await expectImportError('import/unsupported-format', importFiles({ 'users.json': 'PK\u0003\u0004rest' }));
  });

  it('is a path that does not exist, or of a kind that is not read', async () => {
    await expectImportError('import/unreadable-file', importTenant(['no/such/users.json'], { clock: 0 }));
    const folder = writeFiles({ 'readme.txt': 'x' });
    await expectImportError('import/unsupported-format', importTenant([join(folder, 'readme.txt')], { clock: 0 }));
    await expectImportError('import/nothing-to-import', importTenant([folder], { clock: 0 }));
    await expectImportError('import/nothing-to-import', importTenant([], { clock: 0 }));
  });

  it('is a members file that fits no group, or several', async () => {
    const users = JSON.stringify([user('u1')]);
    await expectImportError(
      'import/unknown-holder',
      importFiles({ 'users.json': users, 'Nobody_members.json': '{"value":[]}' }),
    );
    const groups = JSON.stringify(['g1', 'g2'].map((id) => ({ id, groupTypes: [], displayName: 'Twins' })));
    const error = await expectImportError(
      'import/unknown-holder',
      importFiles({ 'groups.json': groups, 'Twins_members.json': '{"value":[]}' }),
    );
    expect(error.message).toContain('g1, g2');
  });
});
