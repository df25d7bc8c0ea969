import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../src/base/index.ts';
import {
  importTenant,
  readChangeSet,
  readConfig,
  readLicenseCatalogue,
  readTenantFolder,
} from '../../src/formats/index.ts';
import { extendCatalogue, standardCatalogue } from '../../src/licensing/index.ts';
import { seeded } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';

const clock = Date.UTC(2026, 10, 23);
const exportsFolder = join(import.meta.dirname, '../../fixtures/exports');

const samples = readdirSync(exportsFolder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(exportsFolder, name))
  .filter((path) => statSync(path).isFile() && /\.(?:json|ndjson|csv)$/.test(path))
  .toSorted();

/** True when the import either succeeds or says what is wrong; anything else is thrown on. */
async function isAnswered(folder: string, name: string, bytes: Uint8Array | string): Promise<boolean> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const { tenant } = await importTenant([path], { clock });
    return tenant.clock === clock;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return error.exitCode === 3 && error.message.length > 10;
  }
}

/** True when the folder is read, or what is wrong is said. */
function isFolderAnswered(folder: string): boolean {
  try {
    return readTenantFolder(folder).clock > 0;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return error.exitCode === 3;
  }
}

const names = fc.constantFrom(
  'users.json',
  'groups.json',
  'users.ndjson',
  'users.csv',
  'groups.csv',
  'x_members.csv',
  'devices.json',
);

const hostileKeys = fc.constantFrom(
  'id',
  '__proto__',
  'constructor',
  'value',
  '@odata.type',
  'members',
  'manager',
  'userPrincipalName',
  'proxyAddresses',
  'groupTypes',
);

const objects = fc.array(
  fc.dictionary(
    hostileKeys,
    fc.oneof(fc.string(), fc.constant(null), fc.boolean(), fc.integer(), fc.array(fc.jsonValue()), fc.jsonValue()),
    { maxKeys: 8 },
  ),
  { maxLength: 5 },
);

describe('importers', () => {
  it('answer random bytes', async () => {
    const folder = tempFolder();
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 200 }), async (name, bytes) => {
        expect(await isAnswered(folder, name, bytes)).toBe(true);
      }),
      seeded(150),
    );
  });

  it('answer objects with hostile keys and values of any kind, and never touch prototypes', async () => {
    const folder = tempFolder();
    await fc.assert(
      fc.asyncProperty(
        names.filter((name) => name.endsWith('json')),
        objects,
        async (name, value) => {
          expect(await isAnswered(folder, name, JSON.stringify(value))).toBe(true);
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
      seeded(150),
    );
  });

  it('answer files of every kind that are cut or changed in one place', async () => {
    const folder = tempFolder();
    expect(samples.length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(255),
        fc.boolean(),
        async (sample, place, byte, isCut) => {
          const bytes = Uint8Array.from(readFileSync(sample));
          const offset = Math.floor(place * (bytes.length - 1));
          const damaged = isCut ? bytes.slice(0, offset) : bytes.with(offset, byte);
          expect(await isAnswered(folder, sample.split('/').at(-1) ?? 'users.json', damaged)).toBe(true);
        },
      ),
      seeded(150),
    );
  });
});

describe('readers of texts', () => {
  const valid =
    'version: 1\nclock: 2026-12-01T00:00:00Z\nsteps:\n  - update: user\n    where: user.department -eq "Sales"\n    set: { department: X }\n  - advance: P7D\n';
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          'version: 1\n',
          'steps:\n',
          '  - update: user\n',
          '    set: { a: 1 }\n',
          '&a ',
          '*a',
          '[',
          '{',
          '- ',
          ': ',
          '"',
          '\t',
          'match:',
          '!!js/f ',
        ),
      )
      .map((parts) => parts.join('')),
    fc
      .tuple(fc.nat(valid.length), fc.string({ maxLength: 3 }))
      .map(([at, text]) => valid.slice(0, at) + text + valid.slice(at + 1)),
  );

  it('answer any change set with steps or with faults that stand inside the text', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const read = readChangeSet({ name: 'x.yaml', text });
        if (read.ok) return;
        expect(read.error.length).toBeGreaterThan(0);
        for (const { span } of read.error) expect(span?.end ?? 0).toBeLessThanOrEqual(text.length + 1);
      }),
      seeded(500),
    );
  });

  it('answer any config file', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const read = readConfig({ name: 'c.yaml', text });
        expect(read.ok || read.error.length > 0).toBe(true);
      }),
      seeded(300),
    );
  });

  it('answer any license catalogue file with overrides that are taken or refused, or with faults', () => {
    const sections = [
      'version: 1\n',
      'date: 2027-01-31\n',
      'servicePlans: [{ servicePlanId: 11111111-1111-4111-8111-111111111111, servicePlanName: A }]\n',
      'skus: [{ skuPartNumber: SPB, addServicePlans: [A, SWAY], removeServicePlans: [YAMMER_ENTERPRISE] }]\n',
      'planRules: [{ rule: conflicts/yammer, enforce: off }, { kind: requires, id: x, servicePlan: A, anyOf: [SWAY] }]\n',
      'prohibitedLocations: [{ servicePlan: SWAY, countryLetterCodes: [XX] }]\n',
      'prices: [{ sku: SPB, currency: EUR, amount: 5, validFrom: 2027-01-01 }]\n',
    ];
    const damaged = fc
      .tuple(fc.shuffledSubarray(sections), fc.nat(300), fc.string({ maxLength: 3 }), fc.nat(4))
      .map(([chosen, at, text, cut]) => {
        const whole = chosen.join('');
        return whole.slice(0, at) + text + whole.slice(at + cut);
      });
    fc.assert(
      fc.property(fc.oneof(noise, damaged), (text) => {
        const read = readLicenseCatalogue({ name: 'x.yaml', text });
        const extended = read.ok ? extendCatalogue(standardCatalogue(), read.value) : read;
        if (extended.ok) return;
        expect(extended.error.length).toBeGreaterThan(0);
        for (const { span } of extended.error) expect(span?.end ?? 0).toBeLessThanOrEqual(text.length + 1);
      }),
      seeded(500),
    );
  });

  it('answer any tenant folder', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'tenant.yaml'), 'formatVersion: 1\nclock: 2026-12-01T00:00:00Z\n');
    fc.assert(
      fc.property(noise, (text) => {
        writeFileSync(join(folder, 'users.yaml'), text);
        expect(isFolderAnswered(folder)).toBe(true);
      }),
      seeded(300),
    );
  });
});
