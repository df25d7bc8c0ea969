import { findObject, planChange, type PlannedChange, readChanges } from '../app/index.ts';
import type { EpochMilliseconds } from '../base/index.ts';
import { viewTenant, type TenantView } from '../harness/index.ts';
import { isLicensingActive, type LicenseCatalogue, standardCatalogue, tenantCatalogue } from '../licensing/index.ts';
import { type ChangeSet, defaultSemantics, type Semantics, type Tenant } from '../model/index.ts';
import { createPredicateCache, type PredicateCache } from '../rules/index.ts';
import { settle, type Settled } from '../simulation/index.ts';

/** How a tenant is looked at in tests. */
export interface LabOptions {
  /** Moves the virtual clock. Default: the clock of the tenant. */
  readonly clock?: EpochMilliseconds;
  readonly semantics?: Semantics;
  /** What licenses consist of; the standard catalogue when absent. */
  readonly catalogue?: LicenseCatalogue;
}

/** A person or group of a lab, to be handed to `expect`. */
export interface LabObject {
  readonly kind: 'user' | 'device' | 'group';
  readonly lab: TenantLab;
  readonly row: number;
  /** As it was asked for. */
  readonly name: string;
}

/** A tenant at rest, for tests. */
export interface TenantLab {
  readonly kind: 'lab';
  readonly tenant: Tenant;
  readonly settled: Settled;
  readonly view: TenantView;
  readonly semantics: Semantics;
  readonly cache: PredicateCache;
  readonly catalogue: LicenseCatalogue;
  /** By id, userPrincipalName or mail. @throws ToolError `name/unknown`, `name/ambiguous` with the candidates. */
  user(name: string): LabObject;
  /** By id, deviceId or displayName. */
  device(name: string): LabObject;
  /** By id, mailNickname or displayName. */
  group(name: string): LabObject;
  /** Plans a change set, or the text of one. Nothing is changed. */
  plan(changes: ChangeSet): PlannedChange;
}

/**
 * A tenant for tests, brought to rest once. Nothing is global: any number of them can be used side by side.
 * @since 0.1.0
 */
export function labOf(tenant: Tenant, options: LabOptions = {}): TenantLab {
  const { semantics = defaultSemantics, clock, catalogue } = options;
  const start = clock === undefined ? tenant : { ...tenant, clock };
  const cache = createPredicateCache();
  const settled = settle(start, { semantics, cache, ...(catalogue === undefined ? {} : { catalogue }) });
  const find = (kind: LabObject['kind'], name: string): LabObject => ({
    kind,
    lab,
    row: findObject(settled.tenant, [kind], name).row,
    name,
  });
  const lab: TenantLab = {
    kind: 'lab',
    tenant: start,
    settled,
    view: viewTenant(settled, { semantics, cache }),
    semantics,
    cache,
    get catalogue() {
      const given = catalogue ?? standardCatalogue();
      return isLicensingActive(tenant) ? tenantCatalogue(tenant, given) : given;
    },
    user: (name) => find('user', name),
    device: (name) => find('device', name),
    group: (name) => find('group', name),
    plan: (changes) =>
      planChange(start, changes, { semantics, cache, ...(catalogue === undefined ? {} : { catalogue }) }),
  };
  return lab;
}

/**
 * Reads a change set from YAML or JSON, as in a file.
 * @throws DiagnosticsError with every fault and its place.
 * @since 0.1.0
 */
export function changesOf(text: string): Promise<ChangeSet> {
  return readChanges('changes', text);
}
