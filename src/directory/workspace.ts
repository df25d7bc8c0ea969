import { type Tenant, TenantDraft } from '../model/index.ts';

/** The tenant while steps are played: a draft to write to, and finished states of it to evaluate rules on. */
export interface Workspace {
  /** The state at hand; ask again after {@link snapshot}. */
  draft(): TenantDraft;
  /** The state at hand as a tenant; work goes on in a new draft. O(properties), nothing is copied. */
  snapshot(): Tenant;
  /** Goes on from another state; what was written since the last snapshot is dropped. */
  restart(tenant: Tenant): void;
}

/** Starts work on a copy of a tenant. */
export function createWorkspace(tenant: Tenant): Workspace {
  let base = tenant;
  let draft: TenantDraft | undefined;
  return {
    draft: () => (draft ??= new TenantDraft(base)),
    snapshot: () => {
      if (draft !== undefined) base = draft.finish();
      draft = undefined;
      return base;
    },
    restart: (next) => {
      base = next;
      draft = undefined;
    },
  };
}
