import {
  type ErrorDetail,
  hasMailbox,
  type LicenseCatalogue,
  type LicenseMove,
  type PlanMove,
} from '../licensing/index.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { HolderRef, LicenseMoveKind, ReasonLink, SkuRef } from './plan-document.ts';
import { labelOfRef, nameOfSku, valueText } from './value-text.ts';

/** Service plans named in one link. */
const mostPlans = 4;

/** Names of SKUs, service plans and groups, and links about licenses in words. */
export interface LicenseWords {
  sku(skuId: string): SkuRef;
  /** The short name of a SKU: its part number, else its id. */
  skuName(skuId: string): string;
  planName(servicePlanId: string): string;
  isMailbox(servicePlanId: string): boolean;
  /** Plans of a SKU with a mailbox, by id. */
  mailboxPlansOf(skuId: string): readonly string[];
  /** The group of a path; null for a direct assignment. */
  group(row: number | undefined): HolderRef | null;
  /** The same by the id that a path has; a group that the tenant does not have has its id alone. */
  groupOfPath(assignedByGroup: string | null): HolderRef | null;
  /** The rule or missing seat behind an error. */
  detailText(detail: ErrorDetail): string;
  moveLink(move: LicenseMove): ReasonLink;
  planLinks(moves: readonly PlanMove[], user: number): readonly ReasonLink[];
  groupLink(group: number): ReasonLink;
}

const moveWords: Readonly<Record<LicenseMoveKind, string>> = {
  assigned: 'is assigned',
  removed: 'is removed',
  changed: 'changes',
  failed: 'cannot be assigned',
  kept: 'cannot be removed',
  withdrawn: 'is no longer wanted',
};

/** Makes words for the licenses of one simulation. */
export function createLicenseWords(refs: ObjectRefs, catalogueOf: () => LicenseCatalogue): LicenseWords {
  const sku = (skuId: string): SkuRef => {
    const known = catalogueOf().skuById(skuId);
    return { skuId, skuPartNumber: known?.skuPartNumber ?? null, displayName: known?.displayName ?? null };
  };
  const skuName = (skuId: string): string => nameOfSku(sku(skuId));
  const planName = (servicePlanId: string): string => catalogueOf().planName(servicePlanId);
  const group = (row: number | undefined): HolderRef | null =>
    row === undefined ? null : refs.holder({ type: 'group', row });
  const nameOf = (holder: HolderRef | null): string =>
    holder === null ? 'directly' : `by ${valueText(labelOfRef(holder))}`;
  return {
    sku,
    skuName,
    planName,
    isMailbox: (id) => hasMailbox(planName(id)),
    mailboxPlansOf: (skuId) =>
      (catalogueOf().skuById(skuId)?.servicePlans ?? [])
        .filter(({ servicePlanName }) => hasMailbox(servicePlanName))
        .map(({ servicePlanId }) => servicePlanId),
    group,
    groupOfPath: (id) =>
      id === null ? null : (group(refs.rowOfGroup(id)) ?? { id, type: 'group', displayName: null }),
    detailText: (detail) => detailText(detail, skuName, planName),
    moveLink: (move) => {
      const holder = group(move.assignedByGroup);
      const error = move.error === 'None' ? '' : ` (${move.error})`;
      return {
        kind: 'license',
        sku: sku(move.skuId),
        group: holder,
        move: move.kind,
        ...(move.error === 'None' ? {} : { error: move.error }),
        text: `${skuName(move.skuId)} ${moveWords[move.kind]} ${nameOf(holder)}${error}`,
      };
    },
    planLinks: (moves, user) => {
      const own = moves.filter(({ users }) => users.has(user));
      const ids = (kind: PlanMove['kind']): readonly string[] =>
        own.filter((move) => move.kind === kind).map(({ servicePlanId }) => servicePlanId);
      const [enabled, lost] = [ids('enabled'), ids('lost')];
      if (enabled.length + lost.length === 0) return [];
      const words = [listed('gains', enabled.map(planName)), listed('loses', lost.map(planName))].filter(Boolean);
      return [{ kind: 'servicePlans', enabled, lost, text: words.join(' and ') }];
    },
    groupLink: (row) => {
      const holder = refs.holder({ type: 'group', row });
      return { kind: 'groupLicenses', group: holder, text: `the licenses of ${valueText(labelOfRef(holder))} change` };
    },
  };
}

function detailText(
  detail: ErrorDetail,
  skuName: (skuId: string) => string,
  planName: (servicePlanId: string) => string,
): string {
  const names = (ids: readonly string[]): string => ids.map((id) => planName(id)).join(', ');
  switch (detail.kind) {
    case 'seats':
      return `no seat of ${skuName(detail.skuId)} is free`;
    case 'conflict':
      return `service plans ${names(detail.plans)} exclude each other`;
    case 'dependency':
      return `service plan ${names([detail.plan])} needs ${detail.prerequisites.map((id) => planName(id)).join(' or ')}`;
    case 'location':
      return `service plan ${names([detail.plan])} is not offered in ${detail.countryLetterCode}`;
    case 'uniqueness':
      return `the address ${detail.address} belongs to another object`;
    case 'sibling':
      return `another license of the same group failed: ${detail.skuIds.map((id) => skuName(id)).join(', ')}`;
  }
}

function listed(verb: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - mostPlans;
  const shown = names.slice(0, mostPlans).join(', ');
  return `${verb} service ${names.length === 1 ? 'plan' : 'plans'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
