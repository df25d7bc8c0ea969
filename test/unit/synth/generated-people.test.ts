import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../src/base/index.ts';
import { cleanSample, rowsWhere, sample, sampleClock, staffRows, textsOf } from './tenant-sample.ts';

const users = sample.populations.user;
const clean = cleanSample.populations.user;
const shareOf = (count: number): number => count / users.size;
const countOf = (name: string, value: string): number =>
  rowsWhere(users, (row) => users.textAt(row, name) === value).length;

describe('shares among generated people', () => {
  it('has 8 % guests of up to 40 partner domains', () => {
    expect(shareOf(countOf('creationType', 'Invitation'))).toBeCloseTo(0.08, 3);
    const guests = rowsWhere(users, (row) => users.textAt(row, 'creationType') === 'Invitation');
    const domains = new Set(textsOf(users, 'mail', guests).map((mail) => mail.split('@')[1]));
    expect(domains.size).toBeGreaterThan(30);
    expect(domains.size).toBeLessThanOrEqual(40);
  });

  it('has 5 to 12 % contractors and vendors', () => {
    const share = shareOf(countOf('employeeType', 'Contractor') + countOf('employeeType', 'Vendor'));
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.12);
  });

  it('leaves 2 to 6 % of the usual attributes of staff empty', () => {
    const staff = staffRows(users);
    for (const name of [
      'department',
      'jobTitle',
      'city',
      'country',
      'usageLocation',
      'costCenter',
      'employeeHireDate',
    ]) {
      const share = staff.filter((row) => users.valueAt(row, name) === null).length / staff.length;
      expect(share).toBeGreaterThan(0.012);
      expect(share).toBeLessThan(0.07);
    }
  });

  it('has disabled people, people who left and people who are about to join', () => {
    const staff = staffRows(users);
    const disabled = staff.filter((row) => users.valueAt(row, 'accountEnabled') === false);
    const joiners = staff.filter(
      (row) => (parseInstant(users.textAt(row, 'employeeHireDate') ?? '') ?? 0) > sampleClock,
    );
    expect(disabled.length / staff.length).toBeGreaterThan(0.01);
    expect(disabled.length / staff.length).toBeLessThan(0.05);
    expect(joiners.length).toBeGreaterThan(10);
    expect(disabled.some((row) => users.textAt(row, 'employeeLeaveDateTime') !== undefined)).toBe(true);
  });

  it('fills at least 40 properties of every employee who has started', () => {
    const names = users.columnNames();
    const started = staffRows(users).filter((row) => users.textAt(row, 'mail') !== undefined);
    const filled = started.map((row) => names.filter((name) => users.valueAt(row, name) !== null).length);
    expect(filled.toSorted((a, b) => a - b)[Math.floor(filled.length / 4)]).toBeGreaterThanOrEqual(40);
  });

  it('has a department that is much larger than the median one', () => {
    const sizes = new Map<string, number>();
    for (const name of textsOf(clean, 'department', staffRows(clean))) sizes.set(name, (sizes.get(name) ?? 0) + 1);
    const sorted = [...sizes.values()].toSorted((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(4 * (sorted[Math.floor(sorted.length / 2)] ?? 0));
  });

  it('has rooms, shared mailboxes, service, administrator and emergency accounts without a worker class', () => {
    for (const prefix of ['room-', 'adm-', 'breakglass1@', 'svc']) {
      const found = rowsWhere(users, (row) => users.textAt(row, 'userPrincipalName')?.startsWith(prefix) === true);
      expect(found.length).toBeGreaterThan(0);
      expect(textsOf(users, 'employeeType', found)).toEqual([]);
    }
  });
});

describe('correlations of generated people', () => {
  const dependsOn = (from: string, to: string): boolean => {
    const found = new Map<string, string>();
    return staffRows(clean).every((row) => {
      const [left, right] = [clean.textAt(row, from), clean.textAt(row, to)];
      if (left === undefined || right === undefined) return true;
      const known = found.get(left) ?? right;
      found.set(left, known);
      return known === right;
    });
  };

  it.each([
    ['department', 'costCenter'],
    ['department', 'division'],
    ['city', 'state'],
    ['city', 'country'],
    ['country', 'usageLocation'],
    ['city', 'preferredLanguage'],
    ['extensionAttribute2', 'city'],
    ['employeeType', 'extensionAttribute1'],
  ])('%s decides %s when there is no dirt', (from, to) => {
    expect(dependsOn(from, to)).toBe(true);
  });

  it('the city decides the telephone prefix', () => {
    const munich = staffRows(clean).filter((row) => clean.textAt(row, 'city') === 'Munich');
    const phones = munich.map((row) => JSON.stringify(clean.valueAt(row, 'businessPhones')));
    expect(munich.length).toBeGreaterThan(100);
    expect(phones.filter((phone) => phone !== 'null' && !phone.startsWith('["+49 89 '))).toEqual([]);
  });

  it('everybody with a title of a manager, director or head has people below', () => {
    const superiors = new Set(textsOf(clean, 'manager', staffRows(clean)));
    const titled = staffRows(clean).filter((row) =>
      /^(Head of|Manager|Director) /.test(clean.textAt(row, 'jobTitle') ?? ''),
    );
    const alone = titled.filter(
      (row) => clean.valueAt(row, 'accountEnabled') === true && !superiors.has(clean.idAt(row)),
    );
    expect(titled.length).toBeGreaterThan(30);
    expect(alone).toEqual([]);
  });

  it('the line of command is 5 to 9 levels deep, without a circle and with vacant positions', () => {
    const depths = staffRows(clean).map((row) => {
      let depth = 1;
      for (let id = clean.textAt(row, 'manager'); id !== undefined && depth < 50; depth++) {
        id = clean.textAt(clean.rowOf(id) ?? -1, 'manager');
      }
      return depth;
    });
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...depths)).toBeLessThanOrEqual(9);
    expect(depths.filter((depth) => depth === 1).length).toBeGreaterThan(1);
  });

  it('dirt makes about the wanted share of departments differ from the clean spelling', () => {
    const rows = staffRows(users).filter((row) => users.textAt(row, 'department') !== undefined);
    const usual = new Set(textsOf(clean, 'department', staffRows(clean)));
    const odd = rows.filter((row) => !usual.has(users.textAt(row, 'department') ?? ''));
    expect(odd.length / rows.length).toBeGreaterThan(0.01);
    expect(odd.length / rows.length).toBeLessThan(0.035);
  });
});

describe('addresses of generated people', () => {
  const names = rowsWhere(users, () => true).map((row) => users.textAt(row, 'userPrincipalName') ?? '');

  it('has unique user principal names', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(users.size);
  });

  it('has only names that the service would take', () => {
    const valid =
      /^[A-Za-z0-9'._!#^~-]{1,63}[A-Za-z0-9'_!#^~-]@(contoso\.onmicrosoft\.com|contoso\.com|service\.contoso\.com)$/;
    expect(names.filter((name) => !valid.test(name))).toEqual([]);
  });

  it('uses each proxy address once, the main one being the mail address', () => {
    const all = rowsWhere(users, () => true).flatMap((row) => {
      const addresses = users.valueAt(row, 'proxyAddresses');
      const list = Array.isArray(addresses) ? addresses.map(String) : [];
      const mail = users.textAt(row, 'mail');
      expect(list[0]).toBe(mail === undefined ? undefined : `SMTP:${mail}`);
      return list.map((address) => address.toLowerCase());
    });
    expect(new Set(all).size).toBe(all.length);
  });
});
