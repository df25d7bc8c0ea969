import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../src/base/index.ts';
import { importTenant, type ImportResult } from '../../src/formats/index.ts';
import { fingerprintOf, objectTypes } from '../../src/model/index.ts';
import { seeded } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';

const exportsFolder = join(import.meta.dirname, '../../fixtures/exports');
const samples = [
  'graph-json/users.json',
  'graph-json/groups.json',
  'graph-json/pages.json',
  'power-shell/get-mguser.json',
];

/** Imports bytes; a ToolError with the exit code of bad input is a fine answer, anything else is thrown on. */
async function importBytes(folder: string, name: string, bytes: Uint8Array): Promise<ImportResult | ToolError> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  try {
    return await importTenant([file], { clock: 0 });
  } catch (error) {
    if (error instanceof ToolError && error.exitCode === 3) return error;
    throw error;
  }
}

function sizeOf(result: ImportResult): number {
  return objectTypes.reduce((sum, type) => sum + result.tenant.populations[type].size, 0);
}

describe('an import', () => {
  it('refuses every JSON file that ends in the middle', async () => {
    const folder = tempFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (sample, share) => {
          const whole = readFileSync(join(exportsFolder, sample));
          // Without the line end a file is still whole; UTF-16 has four bytes of it.
          const cut = whole.subarray(0, Math.floor((whole.length - 6) * share));
          expect(await importBytes(folder, 'users.json', cut)).toBeInstanceOf(ToolError);
        },
      ),
      seeded(150),
    );
  });

  it('of random nested JSON is refused, or holds at least one object', async () => {
    const folder = tempFolder();
    const keys = fc.constantFrom(
      'id',
      'Id',
      'value',
      'members',
      'manager',
      '@odata.type',
      '@odata.context',
      '@removed',
      'AdditionalProperties',
      'employeeOrgData',
      '__proto__',
      'toString',
      'userPrincipalName',
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom<unknown>(
          null,
          true,
          0,
          '',
          'x',
          '#microsoft.graph.group',
          '#microsoft.graph.user',
          '/Date(1)/',
        ),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.array(fc.tuple(keys, tie('json')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('users.json', 'groups.json', 'users.ndjson'), json, async (name, value) => {
        const result = await importBytes(folder, name, Buffer.from(JSON.stringify(value)));
        expect(result instanceof ToolError || sizeOf(result) > 0).toBe(true);
      }),
      seeded(300),
    );
  });

  it('does not depend on where the pieces end in which a file arrives', async () => {
    const folder = tempFolder();
    await fc.assert(
      fc.asyncProperty(fc.nat(400_000), fc.nat(3), async (length, blanks) => {
        const users = Array.from({ length: 3 }, (_, index) => ({
          id: `u${index}`,
          userPrincipalName: `u${index}@contoso.com`,
          displayName: 'é\\"'.repeat(length / 6),
        }));
        const json = `${' '.repeat(blanks)}${JSON.stringify(users)}`;
        const lines = users.map((user) => JSON.stringify(user)).join('\n');
        const results = await Promise.all([
          importBytes(folder, 'users.json', Buffer.from(json)),
          importBytes(folder, 'users.ndjson', Buffer.from(lines)),
        ]);
        const [first, second] = results.map((result) =>
          result instanceof ToolError ? result.message : fingerprintOf(result.tenant),
        );
        expect(second).toBe(first);
        expect(results[0] instanceof ToolError ? 0 : sizeOf(results[0])).toBe(3);
      }),
      seeded(30),
    );
  });
});
