import fc from 'fast-check';

/*
 * What may happen to a small tenant with licenses, for property tests: stories of moments, each of them some actions of people.
 */

export const skus = ['STANDARDPACK', 'ENTERPRISEPACK', 'SPE_E3', 'EMS', 'WORKPLACE_ANALYTICS', 'MCOMEETADV'] as const;
export type SkuName = (typeof skus)[number];

/** Plans that may be switched off, of SKUs that have them: for nothing, for a conflict, for a dependency, shared ones. */
const switchable: Readonly<Partial<Record<SkuName, readonly string[]>>> = {
  STANDARDPACK: ['SHAREPOINTSTANDARD', 'YAMMER_ENTERPRISE'],
  ENTERPRISEPACK: ['SWAY', 'YAMMER_ENTERPRISE', 'MCOSTANDARD', 'EXCHANGE_S_ENTERPRISE'],
  SPE_E3: ['SWAY', 'AAD_PREMIUM'],
  EMS: ['AAD_PREMIUM'],
};

/** A country in which Yammer is not offered, in these stories. */
export const bannedCountry = 'CH';
export const bannedPlan = 'YAMMER_ENTERPRISE';

export interface Wanted {
  readonly sku: SkuName;
  readonly disabled: readonly string[];
}

interface Change {
  readonly add: readonly Wanted[];
  readonly remove: readonly SkuName[];
}

/** Something that people do. */
export type Action =
  | (Change & { readonly kind: 'assign'; readonly user: string })
  | (Change & { readonly kind: 'assignAll'; readonly department: string })
  | (Change & { readonly kind: 'group'; readonly group: string })
  | { readonly kind: 'join' | 'leave'; readonly group: string; readonly users: readonly string[] }
  | { readonly kind: 'seats'; readonly sku: SkuName; readonly seats: number }
  | { readonly kind: 'expire' | 'renew'; readonly sku: SkuName }
  | { readonly kind: 'location'; readonly user: string; readonly location: string }
  | { readonly kind: 'delete' | 'restore' | 'reprocess'; readonly user: string }
  | { readonly kind: 'reprocessGroup' | 'deleteGroup'; readonly group: string };

/** Actions at one moment: rules and licenses are applied after all of them, and again when time has gone on. */
export interface Moment {
  readonly actions: readonly Action[];
  readonly days: number;
}

export interface Story {
  readonly users: readonly string[];
  /** Users without a usage location. */
  readonly unlocated: readonly string[];
  /** Two users with the same address. */
  readonly twins: readonly string[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly seats: Readonly<Record<SkuName, number>>;
  readonly moments: readonly Moment[];
}

/** The department of a user: every third one is in A. */
export function departmentOf(user: string): string {
  return Number(user.slice(1)) % 3 === 0 ? 'A' : 'B';
}

function wanted(from: readonly SkuName[]): fc.Arbitrary<Wanted> {
  return fc.constantFrom(...from).chain((sku) => {
    const disabled = fc.oneof(
      { weight: 2, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray([...(switchable[sku] ?? [])]) },
    );
    return fc.record({ sku: fc.constant(sku), disabled });
  });
}

/** At least one license to add or to remove. */
export function changes(from: readonly SkuName[] = skus): fc.Arbitrary<Change> {
  return fc
    .record({
      add: fc.uniqueArray(wanted(from), { maxLength: 2, selector: ({ sku }) => sku }),
      remove: fc.uniqueArray(fc.constantFrom(...from), { maxLength: 1 }),
    })
    .map(({ add, remove }) => ({ add, remove: remove.filter((sku) => !add.some((entry) => entry.sku === sku)) }))
    .filter(({ add, remove }) => add.length + remove.length > 0);
}

function actions(users: readonly string[], groups: readonly string[], isCrowded: boolean): fc.Arbitrary<Action> {
  const user = fc.constantFrom(...users);
  const group = fc.constantFrom(...groups);
  const sku = fc.constantFrom(...skus);
  const one = <Kind extends string>(...kinds: readonly Kind[]): fc.Arbitrary<Kind> => fc.constantFrom(...kinds);
  const choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<Action>])[] = [
    [6, fc.tuple(user, changes()).map(([who, change]) => ({ kind: 'assign', user: who, ...change }))],
    [
      isCrowded ? 4 : 1,
      fc
        .tuple(fc.constantFrom('A', 'B'), changes())
        .map(([department, change]) => ({ kind: 'assignAll', department, ...change })),
    ],
    [7, fc.tuple(group, changes()).map(([to, change]) => ({ kind: 'group', group: to, ...change }))],
    [9, fc.record({ kind: one('join', 'leave'), group, users: user.map((name) => [name]) })],
    [
      isCrowded ? 12 : 1,
      fc.record({
        kind: one('join', 'leave'),
        group,
        users: fc.subarray([...users], { minLength: isCrowded ? Math.floor(users.length / 2) : 0 }),
      }),
    ],
    [2, fc.record({ kind: fc.constant('seats' as const), sku, seats: fc.nat(users.length) })],
    [1, fc.record({ kind: one('expire', 'renew'), sku })],
    [2, fc.record({ kind: fc.constant('location' as const), user, location: one('US', bannedCountry) })],
    [5, fc.record({ kind: one('delete', 'restore', 'reprocess'), user })],
    [1, fc.record({ kind: one('reprocessGroup', 'deleteGroup'), group })],
  ];
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

export interface StorySize {
  readonly users: number;
  readonly groups: number;
  readonly moments: number;
  /** Most actions at one moment. Default 3. */
  readonly actions?: number;
  /** Fewest seats of each SKU. Default 0. */
  readonly fewestSeats?: number;
  /** Much of what happens happens to many. Default false. */
  readonly isCrowded?: boolean;
}

/** Stories that print as something to read. */
export function stories(size: StorySize): fc.Arbitrary<Story> {
  const users = Array.from({ length: size.users }, (_, index) => `u${String(index + 1).padStart(2, '0')}`);
  const groups = Array.from({ length: size.groups }, (_, index) => `g${index + 1}`);
  const { actions: mostActions = 3, fewestSeats = 0, isCrowded = false } = size;
  const seats = fc.integer({ min: fewestSeats, max: Math.max(fewestSeats, size.users) });
  const moment = fc.record({
    actions: fc.array(actions(users, groups, isCrowded), { minLength: 1, maxLength: mostActions }),
    days: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.constantFrom(1, 29, 31, 95) }),
  });
  const record = fc.record({
    users: fc.constant(users),
    unlocated: fc.subarray(users, { maxLength: 2 }),
    twins: fc.oneof(fc.constant<string[]>([]), fc.subarray(users, { minLength: 2, maxLength: 2 })),
    groups: fc.record(
      Object.fromEntries(
        groups.map((group) => [group, fc.subarray(users, { minLength: isCrowded ? Math.floor(users.length / 2) : 0 })]),
      ),
    ),
    seats: fc.record(Object.fromEntries(skus.map((sku) => [sku, seats]))) as fc.Arbitrary<Record<SkuName, number>>,
    moments: fc.array(moment, { maxLength: size.moments }),
  });
  return record.map((story): Story => Object.assign(story, { [fc.toStringMethod]: () => describeStory(story) }));
}

/** Licenses that groups of an organisation have. */
const usualLicenses: readonly (readonly SkuName[])[] = [
  ['STANDARDPACK'],
  ['ENTERPRISEPACK'],
  ['SPE_E3'],
  ['EMS'],
  ['ENTERPRISEPACK', 'EMS'],
  ['ENTERPRISEPACK', 'WORKPLACE_ANALYTICS'],
];

/** Stories of two licensed groups between which many move at once, some of them with a direct license that needs the groups'. */
export function moves(): fc.Arbitrary<Story> {
  const users = Array.from({ length: 20 }, (_, index) => `u${String(index + 1).padStart(2, '0')}`);
  const crowd = fc.subarray(users, { minLength: 10 });
  const license = (group: string) =>
    fc.constantFrom(...usualLicenses).map((list): Action => {
      return { kind: 'group', group, add: list.map((sku) => ({ sku, disabled: [] })), remove: [] };
    });
  const direct = fc
    .tuple(
      fc.constantFrom('MCOMEETADV' as const, 'WORKPLACE_ANALYTICS' as const, 'STANDARDPACK' as const),
      fc.constantFrom('A', 'B'),
    )
    .map(([sku, department]): Action => {
      return { kind: 'assignAll', department, add: [{ sku, disabled: [] }], remove: [] };
    });
  const move = fc.tuple(crowd, fc.constantFrom('g1 g2', 'g2 g1')).map(([some, way]): Moment => {
    const [from = 'g1', to = 'g2'] = way.split(' ');
    return {
      actions: [
        { kind: 'leave', group: from, users: some },
        { kind: 'join', group: to, users: some },
      ],
      days: 0,
    };
  });
  return fc
    .record({
      members: crowd,
      licenses: fc.tuple(license('g1'), license('g2')),
      directs: fc.array(direct, { maxLength: 2 }),
      moments: fc.array(move, { minLength: 1, maxLength: 4 }),
      seats: fc.record(Object.fromEntries(skus.map((sku) => [sku, fc.integer({ min: 14, max: 22 })]))),
    })
    .map(({ members, licenses, directs, moments, seats }): Story => {
      const first = [licenses, ...directs.map((action) => [action])].map((taken) => ({ actions: taken, days: 0 }));
      const story: Story = {
        users,
        unlocated: [],
        twins: [],
        groups: { g1: members, g2: [] },
        seats: seats as Story['seats'],
        moments: [...first, ...moments],
      };
      return Object.assign(story, { [fc.toStringMethod]: () => describeStory(story) });
    });
}

/** `assign ENTERPRISEPACK to u02`; what stands in one line happens at one moment. */
export function describeStory({ users, unlocated, twins, groups, seats, moments }: Story): string {
  return [
    '',
    `users: ${list(users)}; without location: ${list(unlocated)}; same address: ${list(twins)}`,
    ...Object.entries(groups).map(([name, members]) => `${name}: ${list(members)}`),
    `seats: ${skus.map((sku) => `${sku} ${seats[sku]}`).join(', ')}`,
    ...moments.map(({ actions: taken, days }) => {
      const then = days === 0 ? '' : `; ${days} days later`;
      return `- ${taken.map(describeAction).join('; ')}${then}`;
    }),
    '',
  ].join('\n');
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join(' ');
}

function describeAction(action: Action): string {
  switch (action.kind) {
    case 'assign':
      return describeChange(action, action.user);
    case 'assignAll':
      return describeChange(action, `everybody in ${action.department}`);
    case 'group':
      return describeChange(action, action.group);
    case 'join':
      return `${list(action.users)} joins ${action.group}`;
    case 'leave':
      return `${list(action.users)} leaves ${action.group}`;
    case 'seats':
      return `${action.seats} seats of ${action.sku}`;
    case 'expire':
    case 'renew':
      return `${action.kind} ${action.sku}`;
    case 'location':
      return `${action.user} moves to ${action.location}`;
    case 'delete':
    case 'restore':
    case 'reprocess':
      return `${action.kind} ${action.user}`;
    case 'reprocessGroup':
      return `reprocess ${action.group}`;
    case 'deleteGroup':
      return `delete ${action.group}`;
  }
}

function describeChange({ add, remove }: Change, target: string): string {
  const name = ({ sku, disabled }: Wanted): string =>
    disabled.length === 0 ? sku : `${sku} without ${disabled.join()}`;
  return [
    ...add.map((entry) => `assign ${name(entry)} to ${target}`),
    ...remove.map((sku) => `remove ${sku} from ${target}`),
  ].join(' and ');
}

/** An action as a step of a change set. */
export function stepOf(action: Action): string {
  switch (action.kind) {
    case 'assign':
      return changeStep(action, `user: ${action.user}`);
    case 'assignAll':
      return changeStep(action, `where: 'user.department -eq "${action.department}"'`);
    case 'group':
      return changeStep(action, `group: ${action.group}`);
    case 'join':
      return `addMembers: { group: ${action.group}, members: [${action.users.join(', ')}] }`;
    case 'leave':
      return `removeMembers: { group: ${action.group}, members: [${action.users.join(', ')}] }`;
    case 'seats':
      return `seats: { sku: ${action.sku}, set: ${action.seats} }`;
    case 'expire':
    case 'renew':
      return `seats: { sku: ${action.sku}, action: ${action.kind} }`;
    case 'location':
      return `{ update: user, match: { displayName: ${action.user} }, set: { usageLocation: ${action.location} } }`;
    case 'delete':
      return `{ delete: user, match: { displayName: ${action.user} } }`;
    case 'restore':
      return `restore: { user: ${action.user} }`;
    case 'reprocess':
      return `reprocess: { user: ${action.user} }`;
    case 'reprocessGroup':
      return `reprocess: { group: ${action.group} }`;
    case 'deleteGroup':
      return `{ delete: group, match: { displayName: ${action.group} } }`;
  }
}

function changeStep({ add, remove }: Change, target: string): string {
  const yaml = ({ sku, disabled }: Wanted): string => `{ sku: ${sku}, disabledPlans: [${disabled.join(', ')}] }`;
  const removed = remove.join(', ');
  return add.length === 0
    ? `removeLicense: { ${target}, skus: [${removed}] }`
    : `assignLicense: { ${target}, add: [${add.map(yaml).join(', ')}], remove: [${removed}] }`;
}
