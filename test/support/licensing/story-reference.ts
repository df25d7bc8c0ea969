import { licenseScene } from '../license-scene.ts';
import {
  type Action,
  bannedCountry,
  bannedPlan,
  departmentOf,
  skus,
  type Story,
  type Wanted,
} from './license-stories.ts';
import { ReferenceTenant } from './reference-tenant.ts';
import type { License, ReferenceKnobs } from './reference-types.ts';

const planIds = new Map<string, string>();

/** The id of a plan of a SKU. */
function planIdOf(name: string, sku: string): string {
  const key = `${sku} ${name}`;
  let id = planIds.get(key);
  if (id === undefined) planIds.set(key, (id = licenseScene({ users: [], seats: {} }).planId(name, sku)));
  return id;
}

/** The start of a story for the reference. */
export function referenceOf(
  { users, unlocated, twins, groups, seats }: Story,
  clock: number,
  options: { readonly knobs?: Partial<ReferenceKnobs>; readonly remembersJoins?: boolean } = {},
): ReferenceTenant {
  const banned = skus
    .filter((sku) => ['STANDARDPACK', 'ENTERPRISEPACK', 'SPE_E3'].includes(sku))
    .map((sku) => [planIdOf(bannedPlan, sku), bannedCountry] as const);
  const reference = new ReferenceTenant({ ...options, clock, prohibited: new Map(banned) });
  for (const user of users) {
    const addresses = twins.includes(user) ? ['smtp:same@contoso.example'] : [];
    const location = unlocated.includes(user) ? null : 'US';
    reference.users.set(user, { location, addresses, deletedAt: undefined });
  }
  for (const [name, members] of Object.entries(groups))
    reference.groups.set(name, { members: [...members], policy: [], isDeleted: false });
  for (const [sku, count] of Object.entries(seats)) reference.subscriptions.buy(sku, count);
  return reference;
}

/** An action as far as the directory has it at all, whatever licensing says; undefined when nothing is left of it. */
export function possiblePart(action: Action, reference: ReferenceTenant): Action | undefined {
  if ('group' in action && reference.groups.get(action.group)?.isDeleted === true) return undefined;
  if (action.kind === 'join' || action.kind === 'leave') {
    const members = reference.groups.get(action.group)?.members ?? [];
    const users = action.users.filter((user) => {
      const isThere = reference.users.get(user)?.deletedAt === undefined;
      return isThere && members.includes(user) === (action.kind === 'leave');
    });
    return users.length === 0 ? undefined : { ...action, users };
  }
  if (!('user' in action)) return action;
  const isDeleted = reference.users.get(action.user)?.deletedAt !== undefined;
  const isPossible = action.kind === 'restore' ? reference.isRestorable(action.user) : !isDeleted;
  return isPossible ? action : undefined;
}

/** Does to the reference what a step does. Returns why it is refused. */
export function carryOut(action: Action, reference: ReferenceTenant): string | undefined {
  switch (action.kind) {
    case 'assign':
      return reference.assign(action.user, action.add.map(licenseOf), action.remove);
    case 'assignAll': {
      const users = [...reference.users]
        .filter(([name, { deletedAt }]) => deletedAt === undefined && departmentOf(name) === action.department)
        .map(([name]) => name)
        // In the order of rows.
        .toReversed();
      return reference.assignAll(users, action.add.map(licenseOf), action.remove);
    }
    case 'group':
      return reference.assignGroup(action.group, action.add.map(licenseOf), action.remove);
    case 'join':
      reference.addMembers(action.group, action.users);
      return undefined;
    case 'leave':
      reference.removeMembers(action.group, action.users);
      return undefined;
    case 'seats':
      reference.subscriptions.buy(action.sku, action.seats);
      return undefined;
    case 'expire':
      reference.subscriptions.expire(action.sku, reference.clock);
      return undefined;
    case 'renew':
      reference.subscriptions.renew(action.sku);
      return undefined;
    case 'location': {
      const user = reference.users.get(action.user);
      if (user !== undefined) user.location = action.location;
      return undefined;
    }
    case 'delete':
      reference.deleteUser(action.user);
      return undefined;
    case 'restore':
      reference.restoreUser(action.user);
      return undefined;
    case 'reprocess': {
      const before = reference.rows;
      const isLeft = reference.reprocess(action.user);
      const isSame = before.length === reference.rows.length && reference.rows.every((row) => before.includes(row));
      return isLeft && isSame ? 'failed' : undefined;
    }
    case 'reprocessGroup':
      reference.reprocessGroup(action.group);
      return undefined;
    case 'deleteGroup':
      return reference.deleteGroup(action.group);
  }
}

function licenseOf({ sku, disabled }: Wanted): License {
  return { sku, disabled: disabled.map((name) => planIdOf(name, sku)) };
}
