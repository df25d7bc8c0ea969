import { existsSync, readFileSync } from 'node:fs';

/** The reference material that the catalogue is made from. It stands beside the project; nothing reads it at run time. */
const folder = new URL('../../../shared/facts/', import.meta.url);

/** True when the reference material is there. */
export const hasFacts: boolean = existsSync(folder);

/** A plan as `skus.json` lists it. */
export interface PlanFact {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly friendlyName: string;
}

/** An entry of `skus.json`. */
export interface SkuFact {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly productName: string;
  readonly alsoKnownAs?: readonly string[];
  readonly servicePlans: readonly PlanFact[];
}

/** An entry of `plan-meta.json`: what was seen of a plan in tenants. */
export interface PlanMetaFact {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly service: string;
  readonly appliesTo: string;
  readonly provisioningStatus: string;
  readonly capabilityStatus: string;
}

/** A plan or a SKU that a rule names. */
export interface RuleMember {
  readonly servicePlanId?: string;
  readonly servicePlanName?: string;
  readonly skuPartNumber?: string;
  readonly skuName?: string;
  readonly why?: string;
}

/** An entry of `plan-rules.json`. */
export interface RuleFact {
  readonly kind: 'conflicts' | 'requires' | 'no-conflict' | 'sku-prerequisite';
  readonly level?: 'sku';
  readonly plan: RuleMember;
  readonly others: readonly RuleMember[];
  readonly catalogueImplied?: readonly RuleMember[];
  readonly suspectOthers?: readonly RuleMember[];
  readonly set?: string;
  readonly status: 'DOCUMENTED' | 'OBSERVED' | 'ASSUMED';
  readonly enforce: 'default' | 'optional' | 'off';
  readonly source: string;
  readonly note?: string;
}

/** An entry of `prices.json`. */
export interface PriceFact {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly currency: string;
  readonly price: number;
  readonly per: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly basis: string;
  readonly confidence: string;
  readonly sources: readonly string[];
  readonly note?: string;
}

/** Everything that the catalogue is made from. */
export interface Facts {
  readonly skus: readonly SkuFact[];
  readonly planMeta: readonly PlanMetaFact[];
  readonly planRules: readonly RuleFact[];
  readonly prices: { readonly collected: string; readonly prices: readonly PriceFact[] };
}

/** Reads the four files. */
export function readFacts(): Facts {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return {
    skus: read('skus.json') as Facts['skus'],
    planMeta: read('plan-meta.json') as Facts['planMeta'],
    planRules: read('plan-rules.json') as Facts['planRules'],
    prices: read('prices.json') as Facts['prices'],
  };
}
