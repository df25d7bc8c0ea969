import type { JsonObject } from '../../../src/base/index.ts';
import { assignmentStatesOf, type LicenseDeps, type LicenseMove } from '../../../src/licensing/index.ts';
import type { Tenant } from '../../../src/model/index.ts';
import { skuIdOf, textOf } from '../license-scene.ts';

/** What a tenant of tests says about licenses, by names. */
export class SceneReading {
  readonly #tenant: Tenant;
  readonly #deps: LicenseDeps;

  constructor(tenant: Tenant, deps: LicenseDeps) {
    this.#tenant = tenant;
    this.#deps = deps;
  }

  /** The row of the user with a name. */
  rowOf(user: string): number {
    const users = this.#tenant.populations.user;
    let row = 0;
    while (row < users.size && users.textAt(row, 'displayName') !== user) row++;
    if (row === users.size) throw new Error(`there is no user ${user}`);
    return row;
  }

  isDeleted(user: string): boolean {
    return !this.#tenant.populations.user.isActive(this.rowOf(user));
  }

  /** `ENTERPRISEPACK@g1` for a row of licenseAssignmentStates; `d` stands for a direct path. */
  pathOf(row: JsonObject): string {
    const { assignedByGroup } = row;
    return this.#path(textOf(row['skuId']), typeof assignedByGroup === 'string' ? assignedByGroup : undefined);
  }

  pathOfMove({ skuId, assignedByGroup }: LicenseMove): string {
    return this.#path(
      skuId,
      assignedByGroup === undefined ? undefined : this.#tenant.populations.group.idAt(assignedByGroup),
    );
  }

  /** Paths of a user with `state/error`. */
  stateTexts(user: string): readonly (readonly [path: string, state: string])[] {
    return this.#states(user).map((row) => [this.pathOf(row), `${textOf(row['state'])}/${textOf(row['error'])}`]);
  }

  /** True when a user has a path of a SKU that is not an error alone. */
  holds(user: string, partNumber: string): boolean {
    const skuId = skuIdOf(this.#deps.catalogue, partNumber);
    return this.#states(user).some((row) => row['skuId'] === skuId && row['state'] !== 'Error');
  }

  /** Plans that some held path does not disable (section 3.2). */
  givenPlans(user: string): ReadonlySet<string> {
    const held = this.#states(user).filter(({ state }) => state !== 'Error');
    return new Set(
      held.flatMap((row) => {
        const disabled = row['disabledPlans'] as readonly string[];
        const plans = this.#deps.catalogue.skuById(textOf(row['skuId']))?.servicePlans ?? [];
        return plans.map(({ servicePlanId }) => servicePlanId).filter((plan) => !disabled.includes(plan));
      }),
    );
  }

  /** What rules see as assignedPlans. */
  shownPlans(user: string): unknown {
    return this.#tenant.populations.user.valueAt(this.rowOf(user), 'assignedPlans');
  }

  #states(user: string): readonly JsonObject[] {
    return assignmentStatesOf(this.#tenant, this.rowOf(user), this.#deps) ?? [];
  }

  #path(skuId: string, groupId: string | undefined): string {
    const groups = this.#tenant.populations.group;
    const row = groupId === undefined ? undefined : groups.rowOf(groupId);
    const name = row === undefined ? groupId : groups.textAt(row, 'displayName');
    return `${this.#deps.catalogue.skuById(skuId)?.skuPartNumber ?? skuId}@${name ?? 'd'}`;
  }
}
