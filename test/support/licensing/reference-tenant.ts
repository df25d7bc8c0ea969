import { type LicenseCatalogue, standardCatalogue } from '../../../src/licensing/index.ts';

/*
 * Licensing in the plainest words of the specification (sections 3, 5 to 9, 11, 14): one user at a time, everything looked up anew.
 * It exists to be compared with the program and shares nothing with it but the catalogue of facts.
 */

export type ErrorName =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'Other';

export interface Row {
  readonly user: string;
  readonly sku: string;
  /** Null: direct. */
  readonly group: string | null;
  readonly disabled: readonly string[];
  readonly state: 'Active' | 'ActiveWithError' | 'Error';
  readonly error: ErrorName;
}

export interface License {
  readonly sku: string;
  readonly disabled: readonly string[];
}

interface Group {
  members: string[];
  policy: License[];
}

interface Job {
  readonly group: string;
  isWhole: boolean;
  readonly users: Set<string>;
  /** In the order of joining. */
  readonly joined: string[];
}

type Refusal = 'E1' | 'E2' | 'E3' | 'E4' | 'E6' | 'E7';

/** A tenant as a list of rows. Names of plans and SKUs are those of the catalogue. */
export class ReferenceTenant {
  readonly users = new Map<string, { location: string | null; isDeleted: boolean }>();
  readonly groups = new Map<string, Group>();
  readonly seats = new Map<string, number>();
  rows: Row[] = [];
  /** Enabled, or lost: by user and plan. */
  readonly plans = new Map<string, Map<string, 'Enabled' | 'Deleted'>>();
  readonly #catalogue: LicenseCatalogue = standardCatalogue();
  readonly #queue: Job[] = [];

  plansOf(sku: string): readonly string[] {
    const found = this.#catalogue.resolveSku(sku);
    return found.ok ? found.value.servicePlans.map(({ servicePlanId }) => servicePlanId) : [];
  }

  held(user: string, sku: string): boolean {
    return this.rows.some((row) => row.user === user && row.sku === sku && row.state !== 'Error');
  }

  consumed(sku: string): number {
    return [...this.users].filter(([name, { isDeleted }]) => !isDeleted && this.held(name, sku)).length;
  }

  free(sku: string): number {
    return (this.seats.get(sku) ?? 0) - this.consumed(sku);
  }

  /** Plans that rows enable. */
  enabled(rows: readonly Row[]): ReadonlySet<string> {
    const plans = rows
      .filter(({ state }) => state !== 'Error')
      .flatMap(({ sku, disabled }) => this.plansOf(sku).filter((plan) => !disabled.includes(plan)));
    return new Set(plans);
  }

  /** Plans that exclude one that is enabled with them and was not before. */
  #conflicts(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
    return [...after].filter((plan) => {
      if (before.has(plan)) return false;
      const index = this.#catalogue.findPlanIndex(plan);
      if (index === undefined) return false;
      return [...this.#catalogue.rules().conflictsOf(index)].some((other) =>
        after.has(this.#catalogue.planAt(other).servicePlanId),
      );
    });
  }

  /** Enabled plans without a prerequisite, because they are new or because they lose it. */
  #missing(
    before: ReadonlySet<string>,
    after: ReadonlySet<string>,
  ): readonly { plan: string; lost: readonly string[] }[] {
    return [...after].flatMap((plan) => {
      const index = this.#catalogue.findPlanIndex(plan);
      if (index === undefined) return [];
      return this.#catalogue
        .rules()
        .requirementsOf(index)
        .map(({ anyOf }) => [...anyOf].map((other) => this.#catalogue.planAt(other).servicePlanId))
        .filter((anyOf) => !anyOf.some((other) => after.has(other)))
        .filter((anyOf) => !before.has(plan) || anyOf.some((other) => before.has(other)))
        .map((anyOf) => ({ plan, lost: before.has(plan) ? anyOf.filter((other) => before.has(other)) : [] }));
    });
  }

  /** Section 5.9. */
  assign(user: string, add: readonly License[], remove: readonly string[]): Refusal | undefined {
    const own = this.rows.filter((row) => row.user === user);
    for (const sku of remove) {
      if (own.some((row) => row.sku === sku && row.group === null)) continue;
      return this.held(user, sku) ? 'E7' : 'E6';
    }
    if (add.length > 0 && this.users.get(user)?.location === null) return 'E1';
    const kept = own.filter((row) => {
      const isNamed = remove.includes(row.sku) || add.some(({ sku }) => sku === row.sku);
      return row.group !== null || !isNamed;
    });
    const added = add.map(({ sku, disabled }): Row => {
      return { user, sku, group: null, disabled: [...disabled].toSorted(), state: 'Active', error: 'None' };
    });
    if (add.some(({ sku }) => !this.held(user, sku) && this.free(sku) < 1)) return 'E2';
    const [before, after] = [this.enabled(own), this.enabled([...kept, ...added])];
    if (this.#conflicts(before, after).length > 0) return 'E3';
    if (this.#missing(before, after).length > 0) return 'E4';
    this.#replace(user, [...kept, ...added]);
    return undefined;
  }

  /** Section 6.2. */
  assignGroup(name: string, add: readonly License[], remove: readonly string[]): Refusal | 'notOnGroup' | undefined {
    const group = this.#group(name);
    if (remove.some((sku) => !group.policy.some((entry) => entry.sku === sku))) return 'notOnGroup';
    const rest = group.policy.filter(({ sku }) => !remove.includes(sku));
    const policy = [
      ...rest.map((entry) => add.find(({ sku }) => sku === entry.sku) ?? entry),
      ...add.filter(({ sku }) => !rest.some((entry) => entry.sku === sku)),
    ];
    const rows = policy.map(({ sku, disabled }): Row => {
      return { user: '', sku, group: name, disabled, state: 'Active', error: 'None' };
    });
    const after = this.enabled(rows);
    if (this.#conflicts(new Set(), after).length > 0) return 'E3';
    if (this.#missing(new Set(), after).length > 0) return 'E4';
    const isSame = JSON.stringify(policy) === JSON.stringify(group.policy);
    group.policy = policy.map(({ sku, disabled }) => ({ sku, disabled: [...disabled].toSorted() }));
    if (!isSame) this.#job(name).isWhole = true;
    return undefined;
  }

  addMember(name: string, user: string): void {
    this.#group(name).members.push(user);
    const job = this.#job(name);
    job.users.add(user);
    job.joined.push(user);
  }

  removeMember(name: string, user: string): void {
    const group = this.#group(name);
    group.members = group.members.filter((member) => member !== user);
    this.#job(name).users.add(user);
  }

  deleteUser(user: string): void {
    this.#user(user).isDeleted = true;
  }

  restoreUser(user: string): void {
    this.#user(user).isDeleted = false;
    const groups = new Set(this.rows.flatMap((row) => (row.user === user && row.group !== null ? [row.group] : [])));
    for (const [name, { members }] of this.groups)
      if (members.includes(user) || groups.has(name)) this.#job(name).users.add(user);
  }

  /** Section 7, reprocess. True when something is left in error. */
  reprocess(user: string): boolean {
    const names = [...this.groups.keys()].filter(
      (name) =>
        this.#group(name).members.includes(user) || this.rows.some((row) => row.user === user && row.group === name),
    );
    for (const name of names.toSorted()) this.#reconcile(name, user);
    this.#retry(user);
    return this.rows.some((row) => row.user === user && row.group !== null && row.error !== 'None');
  }

  /** Sections 6.4 and 8: what is to go first, then what is to come. */
  settle(): void {
    const jobs = this.#queue.splice(0).map((job) => {
      const { members } = this.#group(job.group);
      const have = this.rows.filter((row) => row.group === job.group).map(({ user }) => user);
      const users = job.isWhole ? [...members, ...have] : [...job.users];
      return { ...job, users: [...new Set(users)].filter((user) => !this.#user(user).isDeleted) };
    });
    for (const { group, users } of jobs) {
      for (const user of users.toSorted()) if (!this.#group(group).members.includes(user)) this.#visit(group, user);
      for (const user of users.toSorted()) if (this.#onlyLoses(group, user)) this.#visit(group, user);
    }
    for (const { group, users, joined } of jobs) {
      const late = joined.filter((user) => users.includes(user));
      const early = users.filter((user) => !late.includes(user)).toSorted();
      for (const user of [...early, ...new Set(late)])
        if (this.#group(group).members.includes(user)) this.#visit(group, user);
    }
  }

  /** A member who has all that the group gives, and something that it does not give any more. */
  #onlyLoses(name: string, user: string): boolean {
    const { members, policy } = this.#group(name);
    const have = this.rows.filter((row) => row.user === user && row.group === name);
    const hasAll = policy.every(({ sku, disabled }) =>
      have.some((row) => row.sku === sku && row.state === 'Active' && row.disabled.join() === disabled.join()),
    );
    return members.includes(user) && hasAll && have.length > policy.length;
  }

  #visit(name: string, user: string): void {
    if (this.#reconcile(name, user)) this.#retry(user, name);
  }

  /** Section 7: a success gives errors by other groups another chance. */
  #retry(user: string, except?: string): void {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      const failed = this.rows.filter((row) => row.user === user && row.group !== null && row.error !== 'None');
      for (const name of [...new Set(failed.flatMap(({ group }) => group ?? []))].toSorted())
        if (name !== except && this.#reconcile(name, user)) isMoving = true;
    }
  }

  /** Sections 6.5 and 6.6. True when a license of the user came, went or changed. */
  #reconcile(name: string, user: string): boolean {
    const { members, policy } = this.#group(name);
    const isMember = members.includes(user);
    const own = this.rows.filter((row) => row.user === user);
    const others = own.filter(({ group }) => group !== name);
    const have = own.filter(({ group }) => group === name);
    const want = (isMember ? policy : []).map(({ sku, disabled }): Row => {
      return { user, sku, group: name, disabled, state: 'Active', error: 'None' };
    });
    if (sameRows(have, want)) return false;
    const [before, after] = [this.enabled(own), this.enabled([...others, ...want])];
    const failure = this.#failure(user, have, want, before, after);
    if (failure === undefined) {
      this.#replace(user, [...others, ...want]);
      return true;
    }
    const next: Row[] = [];
    for (const row of want) {
      const old = have.find(({ sku }) => sku === row.sku);
      const error = failure.skus.includes(row.sku) ? failure.error : 'Other';
      if (old !== undefined && old.state !== 'Error') next.push({ ...old, state: 'ActiveWithError', error });
      else next.push({ ...row, state: 'Error', error });
    }
    for (const old of have) {
      if (want.some(({ sku }) => sku === old.sku) || old.state === 'Error') continue;
      const error = failure.isLoss || !isMember ? failure.error : 'Other';
      next.push({ ...old, state: 'ActiveWithError', error });
    }
    this.#replace(user, [...others, ...next]);
    return false;
  }

  #failure(
    user: string,
    have: readonly Row[],
    want: readonly Row[],
    before: ReadonlySet<string>,
    after: ReadonlySet<string>,
  ): { readonly error: ErrorName; readonly skus: readonly string[]; readonly isLoss: boolean } | undefined {
    const gives = ({ sku, disabled }: Row): readonly string[] =>
      this.plansOf(sku).filter((plan) => !disabled.includes(plan));
    const gave = (sku: string): readonly string[] =>
      have.filter((row) => row.sku === sku && row.state !== 'Error').flatMap(gives);
    const giving = (plans: readonly string[]): readonly string[] =>
      want
        .filter((row) => plans.some((plan) => gives(row).includes(plan) && !gave(row.sku).includes(plan)))
        .map(({ sku }) => sku);
    const losing = (plans: readonly string[]): readonly string[] =>
      want
        .filter((row) => plans.some((plan) => gave(row.sku).includes(plan) && !gives(row).includes(plan)))
        .map(({ sku }) => sku);
    const short = want.filter(({ sku }) => !this.held(user, sku) && this.free(sku) < 1).map(({ sku }) => sku);
    if (short.length > 0) return { error: 'CountViolation', skus: short, isLoss: false };
    const conflicts = this.#conflicts(before, after);
    if (conflicts.length > 0) return { error: 'MutuallyExclusiveViolation', skus: giving(conflicts), isLoss: false };
    const missing = this.#missing(before, after);
    const fresh = missing.filter(({ plan }) => !before.has(plan)).map(({ plan }) => plan);
    if (fresh.length > 0) return { error: 'DependencyViolation', skus: giving(fresh), isLoss: false };
    if (missing.length === 0) return undefined;
    return { error: 'DependencyViolation', skus: losing(missing.flatMap(({ lost }) => lost)), isLoss: true };
  }

  #replace(user: string, rows: readonly Row[]): void {
    this.rows = [...this.rows.filter((row) => row.user !== user), ...rows];
    const plans = this.plans.get(user) ?? new Map<string, 'Enabled' | 'Deleted'>();
    this.plans.set(user, plans);
    const enabled = this.enabled(rows);
    for (const plan of plans.keys()) if (!enabled.has(plan)) plans.set(plan, 'Deleted');
    for (const plan of enabled) plans.set(plan, 'Enabled');
  }

  #job(group: string): Job {
    let job = this.#queue.find((entry) => entry.group === group);
    if (job === undefined) {
      job = { group, isWhole: false, users: new Set(), joined: [] };
      this.#queue.push(job);
    }
    return job;
  }

  #group(name: string): Group {
    const group = this.groups.get(name);
    if (group === undefined) throw new Error(`there is no group ${name}`);
    return group;
  }

  #user(name: string): { location: string | null; isDeleted: boolean } {
    const user = this.users.get(name);
    if (user === undefined) throw new Error(`there is no user ${name}`);
    return user;
  }
}

function sameRows(one: readonly Row[], other: readonly Row[]): boolean {
  const text = (rows: readonly Row[]): string =>
    rows
      .map((row) => JSON.stringify(row, Object.keys(row).toSorted()))
      .toSorted()
      .join();
  return one.length === other.length && text(one) === text(other);
}
