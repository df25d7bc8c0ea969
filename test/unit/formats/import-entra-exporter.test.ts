import { describe, expect, it } from 'vitest';
import { importTenant } from '../../../src/formats/index.ts';
import { countsOf, importClock, importFiles, linksIn } from '../../support/import-files.ts';

const folder = 'fixtures/exports/entra-exporter';

describe('importing a folder of EntraExporter', () => {
  it('reads every kind of object and ignores the rest', async () => {
    const { report } = await importTenant([folder], { clock: importClock });
    expect(report.objects).toEqual({
      organization: 1,
      domain: 1,
      subscription: 0,
      user: 2,
      device: 1,
      orgContact: 0,
      group: 3,
      administrativeUnit: 1,
    });
    expect(countsOf(report)).toEqual({ 'import/ignored-file': 1 });
  });

  it('reads members and owners, and takes a missing folder for none where members were exported', async () => {
    const { tenant } = await importTenant([folder], { clock: importClock });
    expect(linksIn(tenant, 'groupMembers', 'Admins')).toEqual(['pia@fabrikam.com']);
    expect(linksIn(tenant, 'groupOwners', 'Admins')).toEqual(['sam@fabrikam.com']);
    expect(linksIn(tenant, 'groupMembers', 'Empty')).toEqual([]);
    expect(linksIn(tenant, 'groupMembers', 'All IT')).toBeUndefined();
    expect(linksIn(tenant, 'groupExportedMembers', 'All IT')).toBeUndefined();
    expect(linksIn(tenant, 'unitMembers', 'West')).toEqual(['sam@fabrikam.com']);
  });

  it('leaves members unknown where none were exported', async () => {
    const { tenant, report } = await importFiles({
      'Groups/g1/g1.json': '{"id":"g1","displayName":"A","groupTypes":[]}',
    });
    expect(linksIn(tenant, 'groupMembers', 'A')).toBeUndefined();
    expect(countsOf(report)).toEqual({ 'import/members-not-exported': 1 });
  });

  it('reads names with backslashes, as an archive from Windows leaves them', async () => {
    const { tenant } = await importFiles({
      'Users\\u1\\u1.json': '{"id":"u1","userPrincipalName":"a@contoso.com"}',
      'Groups\\g1\\g1.json': '{"id":"g1","displayName":"A","groupTypes":[]}',
      'Groups\\g1\\Members\\u1\\u1.json': '{"id":"u1"}',
    });
    expect(linksIn(tenant, 'groupMembers', 'A')).toEqual(['a@contoso.com']);
  });
});
