import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { createStore } from '../../../src/store/index.ts';
import { runInProcess } from '../../support/run-cli.ts';
import { smallTenant } from '../../support/small-tenant.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function tenantFolder(): string {
  const cwd = tempFolder();
  createStore(join(cwd, 'tenant.db'), smallTenant(), { who: 'tester', at: 0, what: 'made for a test' }).close();
  return cwd;
}

/** Runs `tenantlab sql` in a folder with a tenant. */
async function sql(...argv: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return runInProcess(['sql', ...argv], { cwd: tenantFolder() });
}

describe('tenantlab sql', () => {
  it('answers as a table, with the number of rows', async () => {
    const { code, out, err } = await sql(
      'SELECT userPrincipalName AS name, city, accountEnabled AS n FROM users ORDER BY 1',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      ['name             city  n', 'ada@contoso.com  NULL  1', 'bob@contoso.com  NULL  0', '2 rows', ''].join('\n'),
    );
  });

  it('answers as JSON and as CSV', async () => {
    const question = `SELECT id, city, 9007199254740993 AS big, 'a "b",' || char(10) AS text, x'0aff' AS bytes FROM users LIMIT 1`;
    const json = await sql(question, '--json');
    expect(JSON.parse(json.out)).toEqual([
      { id: 'user-ada', city: null, big: '9007199254740993', text: 'a "b",\n', bytes: `X'0aff'` },
    ]);
    expect((await sql(question, '--format', 'csv')).out).toBe(
      `id,city,big,text,bytes\r\nuser-ada,,9007199254740993,"a ""b"",\n",X'0aff'\r\n`,
    );
    expect((await sql('SELECT id FROM users WHERE 0', '--json')).out).toBe('[]\n');
    expect((await sql('SELECT 1', '--csv')).out).toBe('1\r\n1\r\n');
  });

  it('keeps control characters from the terminal', async () => {
    const { out } = await sql(`SELECT char(27) || '[31m' AS x`);
    expect(out).toBe('x\n\\u001b[31m\n1 row\n');
  });

  it('knows the members of groups, packed as they are', async () => {
    const { out } = await sql(`SELECT memberName FROM members WHERE groupName = 'Assigned' ORDER BY 1`, '--csv');
    expect(out.trim().split('\r\n')).toEqual(['memberName', '', 'Laptop', 'ada@contoso.com', 'bob@contoso.com']);
    const owners = await sql('SELECT count(*) FROM group_owners', '--csv');
    expect(owners.out).toBe('count(*)\r\n0\r\n');
    const units = await sql('SELECT administrativeUnitName, memberId FROM administrative_unit_members', '--csv');
    expect(units.out).toBe('administrativeUnitName,memberId\r\nNorth,user-bob\r\n');
  });

  it.each([`'ADA@contoso.com'`, `'user-ada'`, `'Ada'`])('knows the groups of a person: memberOf(%s)', async (name) => {
    const { out } = await sql(`SELECT groupName, memberId, memberType FROM memberOf(${name}) ORDER BY 1`, '--csv');
    expect(out).toBe('groupName,memberId,memberType\r\nAssigned,user-ada,user\r\nSales people,user-ada,user\r\n');
  });

  it('joins memberOf with other tables', async () => {
    const { out } = await sql(
      'SELECT u.id, count(m.groupId) AS groups FROM users u LEFT JOIN memberOf(u.id) m GROUP BY 1 ORDER BY 1',
      '--csv',
    );
    expect(out).toBe('id,groups\r\nuser-ada,2\r\nuser-bob,1\r\n');
  });

  it('runs several statements, from a file and from standard input', async () => {
    const cwd = tenantFolder();
    const text = `-- a comment; with a semicolon\nSELECT 'a;b' AS x;\n\n/* ; */ SELECT 2 AS "y;";;\n`;
    writeFileSync(join(cwd, 'questions.sql'), text);
    const expected = { code: 0, out: 'x\r\na;b\r\ny;\r\n2\r\n', err: '' };
    expect(await runInProcess(['sql', '--file', 'questions.sql', '--csv'], { cwd })).toEqual(expected);
    expect(await runInProcess(['sql', '--csv'], { cwd, input: [text] })).toEqual(expected);
    expect(await runInProcess(['sql', '--csv', '--file', '-'], { cwd, input: [text] })).toEqual(expected);
    expect(await runInProcess(['sql', '-', '--csv'], { cwd, input: [text] })).toEqual(expected);
  });

  it.each([
    ['SELECT userPrincipalName FORM users', 'near "users"', 'SQL:1:31'],
    ['SELECT citty FROM users', 'no such column: citty', 'SQL:1:8'],
    ['SELECT 1;\nSELECT u.citty\nFROM users u', 'no such column: u.citty', 'SQL:2:8'],
    ['SELECT * FROM nobody', 'no such table: nobody', 'SQL:1:15'],
    ['SELECT foo(1)', 'no such function: foo', 'SQL:1:8'],
    [`SELECT 'open`, 'unrecognized token', 'SQL:1:8'],
    ['SELECT a, from FROM (SELECT 1 AS a, 2 AS b) from x', 'near "from"', 'SQL:1:11'],
    ['SELECT count(* FROM users', 'near "FROM"', 'SQL:1:16'],
    ['SELECT (1', 'incomplete input', 'SQL:1:10'],
  ])('shows what SQLite does not understand, and where: %s', async (question, message, place) => {
    const { code, out, err } = await sql(question);
    expect(code).toBe(3);
    expect(out.startsWith('1\n')).toBe(question.startsWith('SELECT 1;'));
    expect(err).toContain('error sql/refused');
    expect(err).toContain(message);
    expect(err).toContain(place);
    expect(err).not.toMatch(/\n {4}at /);
  });

  it.each([
    ['SELECT ?1', '?1', 'SQL:1:8'],
    ['SELECT ?', '?', 'SQL:1:8'],
    [`SELECT '?', id FROM users\nWHERE city = :town /* ? */`, ':town', 'SQL:2:14'],
    ['SELECT 1 WHERE @a', '@a', 'SQL:1:16'],
    ['EXPLAIN SELECT $clock', '$clock', 'SQL:1:16'],
  ])('says that a placeholder has no value: %s', async (question, name, place) => {
    const { code, err } = await sql(question);
    expect(code).toBe(3);
    expect(err).toContain(`error sql/placeholder The placeholder ${name} has no value`);
    expect(err).toContain(place);
    expect(err).toContain('--literals');
  });

  it.each([
    ['SELECT 1\0 FROM nowhere', 'SQL:1:9'],
    [`SELECT 1;\nSELECT 'a\0b'`, 'SQL:2:10'],
    ['SELECT 1 -- \0', 'SQL:1:13'],
  ])('refuses U+0000, at which SQLite would end: %j', async (question, place) => {
    const { code, out, err } = await sql(question);
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('error sql/refused');
    expect(err).toContain(place);
  });

  it.each([`x'00'`, `'[1'`, `'[2, 1]'`, '5', `zeroblob(28)`])(
    'says that what packed_rows is given is no list: %s',
    async (bytes) => {
      const { code, err } = await sql(`SELECT value FROM Packed_Rows(${bytes})`);
      expect(code).toBe(3);
      expect(err).toContain('error sql/refused packed_rows: ');
      expect(err).toContain('SQL:1:19');
    },
  );

  it.each([
    ['members', ['SELECT memberName FROM members']],
    ['memberOf', [`SELECT groupName FROM memberOf('user-ada')`]],
    ['--write-rows', ['--write-rows']],
  ])('says that the file is damaged where members are: %s', async (_name, argv) => {
    const cwd = tenantFolder();
    const database = new Database(join(cwd, 'tenant.db'));
    database.exec(`UPDATE link_rows SET "rows" = zeroblob(length("rows"))`);
    database.close();
    const { code, out, err } = await runInProcess(['sql', ...argv], { cwd });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^error store\/corrupt: .*tenant\.db" is damaged: the rows of a relation are damaged\.\n/);
  });

  it('says that the file is damaged where its pages are', async () => {
    const cwd = tenantFolder();
    const path = join(cwd, 'tenant.db');
    const database = new Database(path);
    const root = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'object_user'`).pluck().get();
    database.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, (Number(root) - 1) * 4096, Number(root) * 4096);
    writeFileSync(path, bytes);
    const { code, err } = await runInProcess(['sql', 'SELECT displayName FROM users'], { cwd });
    expect([code, err]).toEqual([3, expect.stringContaining('error store/corrupt')]);
  });

  it.each([
    ['SELECT 1 AS a, 2 AS a', 'a', 'SQL:1:1'],
    ['SELECT 1 AS x;\n  SELECT u.id, g.id FROM users u, groups g', 'id', 'SQL:2:3'],
  ])('refuses columns of one name as JSON, where one would be lost: %s', async (question, name, place) => {
    const { code, err } = await sql(question, '--json');
    expect(code).toBe(3);
    expect(err).toContain(`error sql/equal-names Two columns are called "${name}"`);
    expect(err).toContain(place);
    expect((await sql(question, '--csv')).code).toBe(0);
  });

  it('keeps the order of columns in JSON, also of those that are called like numbers', async () => {
    const { out } = await sql(`SELECT 'x' AS b, 2 AS "2", 1 AS "1", 3 AS __proto__`, '--json');
    expect(out).toBe('[\n  {"b":"x","2":2,"1":1,"__proto__":3}\n]\n');
  });

  it('does not take infinite numbers for null', async () => {
    const question = 'SELECT 9e999 AS more, -9e999 AS less, 1.5 AS some';
    expect(JSON.parse((await sql(question, '--json')).out)).toEqual([
      { more: 'Infinity', less: '-Infinity', some: 1.5 },
    ]);
    expect((await sql(question, '--csv')).out).toBe('more,less,some\r\nInfinity,-Infinity,1.5\r\n');
  });

  it.each([
    `UPDATE object_user SET city = 'Bern'`,
    'DELETE FROM meta',
    'DROP TABLE log',
    'CREATE TEMP TABLE x (y)',
    'VACUUM',
    `ATTACH 'other.db' AS other`,
    'BEGIN',
    'PRAGMA query_only = OFF',
    'PRAGMA journal_mode = DELETE',
    `INSERT INTO meta VALUES ('x', 1) RETURNING "key"`,
  ])('refuses to change anything: %s', async (statement) => {
    const { code, err } = await sql(statement);
    expect([code, err]).toEqual([3, expect.stringContaining('error sql/read-only')]);
  });

  it('writes members as rows for other programs, and says how many', async () => {
    const cwd = tenantFolder();
    const { code, out, err } = await runInProcess(['sql', '--write-rows'], { cwd });
    expect([code, out, err]).toEqual([0, '', 'Wrote 6 rows; they hold until the tenant next changes.\n']);
    const database = new Database(join(cwd, 'tenant.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM group_members').pluck().get()).toBe(5);
    database.close();
    expect((await runInProcess(['sql', '--write-rows', '--json'], { cwd })).out).toBe('{"rows":6}\n');
  });

  it.each([
    [['SELECT 1', '--json', '--csv'], 'both asked for'],
    [['SELECT 1', '--file', 'x.sql'], 'both given'],
    [['SELECT 1', '--write-rows'], 'takes no statement'],
    [['  '], 'No SQL'],
    [[], 'No SQL'],
  ])('is used wrongly: %j', async (argv, message) => {
    const { code, err } = await sql(...argv);
    expect([code, err]).toEqual([4, expect.stringContaining(message)]);
  });

  it('needs a database', async () => {
    const { code, err } = await runInProcess(['sql', 'SELECT 1', '--tenant', 'fixtures/tenants/northwind-clinic']);
    expect([code, err]).toEqual([4, expect.stringContaining('tenantlab export')]);
    const missing = await runInProcess(['sql', 'SELECT 1', '--tenant', 'nothing.db']);
    expect([missing.code, missing.err]).toEqual([3, expect.stringContaining('store/not-found')]);
  });
});
