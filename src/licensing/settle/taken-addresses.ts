import { foldOrdinal } from '../../base/index.ts';
import { type Column, firstValueCode, type Tenant } from '../../model/index.ts';

const types = ['user', 'group', 'orgContact'] as const;
type Owner = (typeof types)[number];

/** Users whose addresses belong to another active object too, with the first such address. */
export type TakenAddresses = ReadonlyMap<number, string>;

/** Addresses as they were found, and the columns in which they were. */
interface Found {
  readonly columns: readonly (Column | undefined)[];
  readonly taken: TakenAddresses;
}

const known = new WeakMap<Column, Found>();
const nobody: TakenAddresses = new Map();

/** Looks at the proxyAddresses of all active users, groups and contacts. O(addresses) once for each state of them. */
export function takenAddresses({ populations }: Tenant): TakenAddresses {
  const users = populations.user.column('proxyAddresses');
  if (users === undefined) return nobody;
  const columns = types.flatMap((type) =>
    ['proxyAddresses', 'deletedDateTime'].map((name) => populations[type].column(name)),
  );
  const cached = known.get(users);
  if (cached?.columns.every((column, index) => column === columns[index]) === true) return cached.taken;
  const owners = new Map<string, { readonly type: Owner; readonly row: number }>();
  const taken = new Map<number, string>();
  const take = (type: Owner, row: number, address: string): void => {
    if (type === 'user' && !taken.has(row)) taken.set(row, address);
  };
  for (const type of types) {
    const objects = populations[type];
    const column = objects.column('proxyAddresses');
    if (column === undefined) continue;
    for (let row = 0; row < objects.size; row++) {
      for (const address of addressesAt(column, row)) {
        const key = foldOrdinal(address);
        const owner = owners.get(key);
        if (!objects.isActive(row)) continue;
        if (owner === undefined) owners.set(key, { type, row });
        else if (owner.type !== type || owner.row !== row) {
          take(owner.type, owner.row, address);
          take(type, row, address);
        }
      }
    }
  }
  known.set(users, { columns, taken });
  return taken;
}

function addressesAt(column: Column, row: number): readonly string[] {
  const code = column.codeAt(row);
  if (code < firstValueCode) return [];
  return JSON.parse(column.dictionary.textAt(code)) as readonly string[];
}
