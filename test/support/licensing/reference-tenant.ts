import { type LicenseCatalogue, standardCatalogue } from '../../../src/licensing/index.ts';
import { nextEntries, ReferencePlans } from './reference-plans.ts';
import { ReferenceSubscriptions } from './reference-subscriptions.ts';
import {
  type ErrorName,
  isHeld,
  type License,
  type PlanEntry,
  type ReferenceKnobs,
  type Refusal,
  type Row,
  sameContent,
  standardKnobs,
  type Status,
} from './reference-types.ts';

/*
 * Licensing in the plainest words of the specification (sections 2, 3, 5 to 9, 11 and 14): one user at a time, everything looked up
 * anew. It exists to be compared with the program and shares nothing with it but the catalogue of facts.
 */

interface Person {
  location: string | null;
  readonly addresses: readonly string[];
  /** When the user was deleted. */
  deletedAt: number | undefined;
}

interface Group {
  members: string[];
  policy: readonly License[];
  isDeleted: boolean;
}

/** A group that waits for being processed. */
interface Job {
  readonly group: string;
  /** Everybody, not only those named. */
  isWhole: boolean;
  readonly users: Set<string>;
}

interface Failure {
  readonly error: ErrorName;
  readonly skus: readonly string[];
  /** Something that is to go is needed. */
  readonly isLoss: boolean;
}

const day = 24 * 60 * 60 * 1000;

/** A tenant as a list of rows. SKUs are named by part number, plans by id. */
export class ReferenceTenant {
  readonly users = new Map<string, Person>();
  readonly groups = new Map<string, Group>();
  readonly subscriptions = new ReferenceSubscriptions();
  rows: Row[] = [];
  clock: number;
  #entries = new Map<string, readonly PlanEntry[]>();
  readonly #knobs: ReferenceKnobs;
  readonly #facts: ReferencePlans;
  readonly #prohibited: ReadonlyMap<string, string>;
  /** When a user joined a group, where it is known. */
  readonly #joined = new Map<string, number>();
  readonly #remembersJoins: boolean;
  #turn = 0;
  #queue: Job[] = [];

  constructor(options: {
    readonly clock: number;
    readonly knobs?: Partial<ReferenceKnobs>;
    readonly catalogue?: LicenseCatalogue;
    /** Plans by the country in which they are not offered. */
    readonly prohibited?: ReadonlyMap<string, string>;
    /** False: when somebody joined is forgotten once groups were processed. Default false. */
    readonly remembersJoins?: boolean;
  }) {
    this.clock = options.clock;
    this.#knobs = { ...standardKnobs, ...options.knobs };
    this.#facts = new ReferencePlans(options.catalogue ?? standardCatalogue());
    this.#prohibited = options.prohibited ?? new Map();
    this.#remembersJoins = options.remembersJoins ?? false;
  }

  rowsOf(user: string): readonly Row[] {
    return this.rows.filter((row) => row.user === user);
  }

  held(user: string, sku: string): boolean {
    return this.rowsOf(user).some((row) => row.sku === sku && isHeld(row));
  }

  /** Section 2.5. */
  consumed(sku: string): number {
    return [...this.users].filter(([name, { deletedAt }]) => deletedAt === undefined && this.held(name, sku)).length;
  }

  free(sku: string): number {
    return this.subscriptions.bought(sku) - this.consumed(sku);
  }

  /** Section 15: entries of assignedPlans, with the status of the SKUs that give them. */
  plansOf(user: string): readonly PlanEntry[] {
    return (this.#entries.get(user) ?? []).map((entry) => {
      if (entry.status === 'Deleted') return entry;
      const giving = this.rowsOf(user).filter((row) => isHeld(row) && this.#facts.given(row).includes(entry.plan));
      const statuses = giving.map(({ sku }) => this.subscriptions.statusOf(sku));
      const order: readonly Status[] = ['Enabled', 'Warning', 'Suspended', 'Deleted'];
      return { ...entry, status: order.find((status) => statuses.includes(status)) ?? 'Enabled' };
    });
  }

  /** Sections 5.2 to 5.10: all or nothing. */
  assign(user: string, add: readonly License[], remove: readonly string[]): Refusal | undefined {
    const own = this.rowsOf(user);
    const direct = (sku: string): boolean => own.some((row) => row.sku === sku && row.group === null);
    const stranger = remove.find((sku) => !direct(sku));
    if (stranger !== undefined) return this.held(user, stranger) ? 'E7' : 'E6';
    const { location } = this.#person(user);
    if (add.length > 0 && location === null) return 'E1';
    if (add.some(({ sku }) => !this.held(user, sku) && this.free(sku) < 1)) return 'E2';
    const touched = new Set([...remove, ...add.map(({ sku }) => sku)]);
    const next = [
      ...own.filter((row) => row.group !== null || !touched.has(row.sku)),
      ...add.map((license) => this.#row(user, license, null)),
    ];
    const violation = this.#violation(user, own, next, location);
    if (violation !== undefined) return refusals[violation.error];
    this.#write(user, next);
    this.#updatePlans();
    return undefined;
  }

  /** One call for each of several users: nothing is done if one is refused. */
  assignAll(users: readonly string[], add: readonly License[], remove: readonly string[]): Refusal | undefined {
    const [rows, entries] = [this.rows, new Map(this.#entries)];
    for (const user of users) {
      const refusal = this.assign(user, add, remove);
      if (refusal === undefined) continue;
      this.rows = rows;
      this.#entries = entries;
      return refusal;
    }
    return undefined;
  }

  /** Section 6.2. */
  assignGroup(name: string, add: readonly License[], remove: readonly string[]): Refusal | 'notOnGroup' | undefined {
    const group = this.#group(name);
    const stranger = remove.find((sku) => !group.policy.some((entry) => entry.sku === sku));
    if (stranger !== undefined) return 'notOnGroup';
    const added = add.map(({ sku, disabled }) => ({ sku, disabled: [...new Set(disabled)].toSorted() }));
    const policy = [
      ...group.policy.filter(({ sku }) => !remove.includes(sku) && !add.some((entry) => entry.sku === sku)),
      ...added,
    ];
    const alone = policy.map((license) => this.#row('nobody', license, name));
    const plans = this.#facts.enabledBy(alone);
    if (this.#facts.conflicting(new Set(), plans).length > 0) return 'E3';
    if (this.#facts.unserved(new Set(), plans).length > 0) return 'E4';
    const text = (list: readonly License[]): string =>
      list
        .map(({ sku, disabled }) => `${sku} ${disabled.join()}`)
        .toSorted()
        .join('; ');
    if (text(policy) !== text(group.policy)) this.#job(name).isWhole = true;
    group.policy = policy;
    return undefined;
  }

  addMembers(name: string, users: readonly string[]): void {
    this.#turn++;
    for (const user of users) {
      this.#group(name).members.push(user);
      this.#joined.set(`${name} ${user}`, this.#turn);
      this.#job(name).users.add(user);
    }
  }

  removeMembers(name: string, users: readonly string[]): void {
    const group = this.#group(name);
    group.members = group.members.filter((member) => !users.includes(member));
    for (const user of users) this.#job(name).users.add(user);
  }

  /** Section 12.1. */
  deleteGroup(name: string): Refusal | undefined {
    const group = this.#group(name);
    if (group.policy.length > 0) return 'E13';
    group.isDeleted = true;
    return undefined;
  }

  deleteUser(user: string): void {
    this.#person(user).deletedAt = this.clock;
  }

  /** Section 11.4: what was held comes back, then groups are looked at. */
  restoreUser(user: string): void {
    this.#person(user).deletedAt = undefined;
    for (const name of this.#groupsOf(user)) this.#job(name).users.add(user);
  }

  /** Section 7: all groups of a user. True when something is left in error. */
  reprocess(user: string): boolean {
    for (const name of this.#groupsOf(user)) this.#reconcile(name, user);
    this.#lookAgain(user);
    this.#updatePlans();
    return this.rowsOf(user).some(({ error }) => error !== 'None');
  }

  /** All members of a group anew. */
  reprocessGroup(name: string): void {
    this.#job(name).isWhole = true;
  }

  /** Sections 2.9 and 11.3: what time does. */
  advance(days: number): void {
    this.settle();
    this.clock += days * day;
    this.subscriptions.advanceTo(this.clock);
    for (const [user, { deletedAt }] of this.users)
      if (deletedAt !== undefined && deletedAt + 30 * day <= this.clock) this.#write(user, []);
    this.settle();
  }

  /** True for a user who can still be restored. */
  isRestorable(user: string): boolean {
    const { deletedAt } = this.#person(user);
    return deletedAt !== undefined && deletedAt + 30 * day > this.clock;
  }

  /** Sections 6.4 and 8: what is to go first, then what is to come, groups in the order in which they were queued. */
  settle(): void {
    const jobs = this.#queue;
    this.#queue = [];
    for (const job of jobs)
      for (const user of this.#usersOf(job)) if (this.#onlyLoses(job.group, user)) this.#visit(job.group, user);
    for (const job of jobs)
      for (const user of this.#usersOf(job)) if (this.#isMember(job.group, user)) this.#visit(job.group, user);
    if (!this.#remembersJoins) this.#joined.clear();
    this.#updatePlans();
  }

  /** Whom a job is about, first those who joined first; at the same time, and where nobody remembers, by id. */
  #usersOf({ group, isWhole, users }: Job): readonly string[] {
    const withRows = this.rows.filter((row) => row.group === group).map(({ user }) => user);
    const all = isWhole ? new Set([...this.#group(group).members, ...withRows]) : users;
    const since = (user: string): number => this.#joined.get(`${group} ${user}`) ?? 0;
    return [...all]
      .filter((user) => this.#person(user).deletedAt === undefined)
      .toSorted((a, b) => since(a) - since(b) || (a < b ? -1 : 1));
  }

  /** True for a user who is no member any more, or who has all that the group gives and more than that. */
  #onlyLoses(name: string, user: string): boolean {
    if (!this.#isMember(name, user)) return true;
    if (!this.#knobs.removalsFirst) return false;
    const have = this.rowsOf(user).filter(({ group }) => group === name);
    const want = this.#wanted(name, user);
    return have.length > want.length && want.every((row) => have.some((old) => sameContent(old, row)));
  }

  #visit(name: string, user: string): void {
    if (this.#reconcile(name, user)) this.#lookAgain(user);
  }

  /** Section 7: a success gives everything of the user that is in error another chance. */
  #lookAgain(user: string): void {
    let isMoving = true;
    while (isMoving) {
      const failed = this.rowsOf(user).flatMap(({ group, error }) => (error === 'None' ? [] : (group ?? [])));
      isMoving = [...new Set(failed)].toSorted().filter((name) => this.#reconcile(name, user)).length > 0;
    }
  }

  /** Sections 6.5 and 6.6, 12.2 and 14.3. True when a license of the user came, went or changed. */
  #reconcile(name: string, user: string): boolean {
    const own = this.rowsOf(user);
    const others = own.filter(({ group }) => group !== name);
    const have = own.filter(({ group }) => group === name);
    const want = this.#wanted(name, user);
    if (have.length === want.length && want.every((row) => have.some((old) => sameContent(old, row)))) return false;
    const failure = this.#failure(user, own, have, want, [...others, ...want]);
    if (failure === undefined) {
      this.#write(user, [...others, ...want]);
      return true;
    }
    const kept = have.filter(isHeld);
    const added = want.flatMap((row): readonly Row[] => {
      const error = failure.skus.includes(row.sku) ? failure.error : 'Other';
      const old = kept.find(({ sku }) => sku === row.sku);
      if (old === undefined) return [{ ...row, state: 'Error', error }];
      if (error === 'Other' && this.#knobs.siblings === 'active') return [old];
      return [{ ...old, state: 'ActiveWithError', error }];
    });
    const unwanted = kept.filter((old) => !want.some(({ sku }) => sku === old.sku));
    const isMember = this.#isMember(name, user);
    if (failure.isLoss && isMember && this.#knobs.removalFailure === 'direct' && unwanted.length > 0) {
      const turned = unwanted.filter((old) => !others.some(({ sku, group }) => sku === old.sku && group === null));
      const direct = turned.map((old): Row => ({ ...old, group: null, state: 'Active', error: 'None' }));
      this.#write(user, [...others, ...added, ...direct]);
      return true;
    }
    if (!failure.isLoss && this.#knobs.onShortage === 'drop-old') {
      this.#write(user, [...others, ...added]);
      return unwanted.length > 0;
    }
    const error = failure.isLoss ? failure.error : 'Other';
    const stuck = unwanted.map((old): Row => ({ ...old, state: 'ActiveWithError', error }));
    this.#write(user, [...others, ...added, ...stuck]);
    return false;
  }

  #failure(
    user: string,
    own: readonly Row[],
    have: readonly Row[],
    want: readonly Row[],
    next: readonly Row[],
  ): Failure | undefined {
    const location = this.#person(user).location ?? 'US';
    const given = (rows: readonly Row[], sku: string): readonly string[] =>
      rows.filter((row) => row.sku === sku && isHeld(row)).flatMap((row) => this.#facts.given(row));
    const adding = (plans: readonly string[]): readonly string[] =>
      want
        .map(({ sku }) => sku)
        .filter((sku) => plans.some((plan) => given(want, sku).includes(plan) && !given(have, sku).includes(plan)));
    const losing = (plans: readonly string[]): readonly string[] =>
      want
        .map(({ sku }) => sku)
        .filter((sku) => plans.some((plan) => given(have, sku).includes(plan) && !given(want, sku).includes(plan)));
    const violation = this.#violation(user, own, next, location);
    const short = want.filter(({ sku }) => !this.held(user, sku) && this.free(sku) < 1).map(({ sku }) => sku);
    if (short.length > 0 && violation?.error !== 'ProhibitedInUsageLocationViolation')
      return { error: 'CountViolation', skus: short, isLoss: false };
    if (violation === undefined) return undefined;
    const { error, plans, isLoss } = violation;
    return { error, isLoss, skus: isLoss ? losing(plans) : adding(plans) };
  }

  /** Section 9.9 without seats: location, conflict, dependency, uniqueness; of what changes. */
  #violation(
    user: string,
    own: readonly Row[],
    next: readonly Row[],
    location: string | null,
  ): { readonly error: ErrorName; readonly plans: readonly string[]; readonly isLoss: boolean } | undefined {
    const [before, after] = [this.#facts.enabledBy(own), this.#facts.enabledBy(next)];
    const fresh = [...after].filter((plan) => !before.has(plan));
    const banned = fresh.filter((plan) => location !== null && this.#prohibited.get(plan) === location);
    if (banned.length > 0) return { error: 'ProhibitedInUsageLocationViolation', plans: banned, isLoss: false };
    const looked = this.#knobs.ruleScope === 'all' ? new Set<string>() : before;
    const conflicting = this.#facts.conflicting(looked, after);
    if (conflicting.length > 0) return { error: 'MutuallyExclusiveViolation', plans: conflicting, isLoss: false };
    const unserved = this.#facts.unserved(before, after, this.#knobs.ruleScope === 'all');
    const isNew = unserved.filter(({ plan }) => !before.has(plan));
    if (isNew.length > 0) return { error: 'DependencyViolation', plans: isNew.map(({ plan }) => plan), isLoss: false };
    if (unserved.length > 0)
      return { error: 'DependencyViolation', plans: unserved.flatMap(({ lost }) => lost), isLoss: true };
    if (fresh.some((plan) => this.#facts.isMailbox(plan)) && this.#isTaken(user))
      return {
        error: 'UniquenessViolation',
        plans: fresh.filter((plan) => this.#facts.isMailbox(plan)),
        isLoss: false,
      };
    return undefined;
  }

  #isTaken(user: string): boolean {
    const { addresses } = this.#person(user);
    return [...this.users].some(
      ([name, other]) =>
        name !== user && other.deletedAt === undefined && other.addresses.some((one) => addresses.includes(one)),
    );
  }

  #wanted(name: string, user: string): readonly Row[] {
    if (!this.#isMember(name, user)) return [];
    return this.#group(name).policy.map((license) => this.#row(user, license, name));
  }

  #isMember(name: string, user: string): boolean {
    const { members, isDeleted } = this.#group(name);
    return !isDeleted && members.includes(user);
  }

  /** Groups that a user is a member of or has something by, in the order of their ids. */
  #groupsOf(user: string): readonly string[] {
    const byRows = this.rowsOf(user).flatMap(({ group }) => group ?? []);
    return [...this.groups.keys()].filter((name) => this.#isMember(name, user) || byRows.includes(name)).toSorted();
  }

  #row(user: string, { sku, disabled }: License, group: string | null): Row {
    const sorted = [...new Set(disabled)].toSorted();
    return { user, sku, group, disabled: sorted, state: 'Active', error: 'None', updated: this.clock };
  }

  /** Replaces the rows of a user; what says the same as before keeps its time. */
  #write(user: string, next: readonly Row[]): void {
    const own = this.rowsOf(user);
    const written = next.map((row) => {
      const old = own.find(({ sku, group }) => sku === row.sku && group === row.group);
      return old !== undefined && sameContent(old, row) ? old : { ...row, updated: this.clock };
    });
    this.rows = [...this.rows.filter((row) => row.user !== user), ...written];
  }

  /** Section 15.2: at the end of what happened at once; what was lost and came back in between was never gone. */
  #updatePlans(): void {
    for (const user of this.users.keys()) {
      const enabled = this.#facts.enabledBy(this.rowsOf(user));
      this.#entries.set(user, nextEntries(this.#entries.get(user) ?? [], enabled, this.clock));
    }
  }

  #job(group: string): Job {
    let job = this.#queue.find((entry) => entry.group === group);
    if (job === undefined) this.#queue.push((job = { group, isWhole: false, users: new Set() }));
    return job;
  }

  #group(name: string): Group {
    const group = this.groups.get(name);
    if (group === undefined) throw new Error(`there is no group ${name}`);
    return group;
  }

  #person(name: string): Person {
    const user = this.users.get(name);
    if (user === undefined) throw new Error(`there is no user ${name}`);
    return user;
  }
}

const refusals: Readonly<Record<ErrorName, Refusal>> = {
  None: 'E11',
  Other: 'E11',
  CountViolation: 'E2',
  ProhibitedInUsageLocationViolation: 'E1',
  MutuallyExclusiveViolation: 'E3',
  DependencyViolation: 'E4',
  UniquenessViolation: 'E9',
};
