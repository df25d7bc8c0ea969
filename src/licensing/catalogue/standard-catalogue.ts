import { invariant } from '../../base/index.ts';
import type { CatalogueData } from './catalogue-data.ts';
import { factsDate, pricesDate } from './data/dates.ts';
import type { EncodedRule } from './data/encoded-rule.ts';
import { encodedRules } from './data/plan-rules.ts';
import { encodedPlans } from './data/plans.ts';
import { encodedPrices, encodedPriceSources } from './data/prices.ts';
import { encodedSkus } from './data/skus.ts';
import { groupBy } from './group-by.ts';
import { LicenseCatalogue } from './license-catalogue.ts';
import type { PlanRule } from './plan-rule.ts';
import type { Price } from './price.ts';
import type { CapabilityStatus, LicenseTarget, ProvisioningStatus, ServicePlan } from './service-plan.ts';
import type { Sku } from './sku.ts';

let decoded: LicenseCatalogue | undefined;

/** The catalogue that the program brings along: public facts, dated. Decoded when it is first asked for, then kept. */
export function standardCatalogue(): LicenseCatalogue {
  decoded ??= new LicenseCatalogue(decode());
  return decoded;
}

function decode(): CatalogueData {
  const servicePlans = rowsOf(encodedPlans).map(decodePlan);
  const skus = rowsOf(encodedSkus).map((fields) => decodeSku(fields, servicePlans));
  const plansByName = groupBy(servicePlans, ({ servicePlanName }) => [servicePlanName]);
  const skusByPartNumber = groupBy(skus, ({ skuPartNumber }) => [skuPartNumber]);
  const planId = (name: string): string => only(plansByName.get(name)).servicePlanId;
  const skuId = (name: string): string => only(skusByPartNumber.get(name)).skuId;
  const sources = rowsOf(encodedPriceSources).map(([source = '']) => source);
  return {
    date: factsDate,
    pricesDate,
    extendedBy: [],
    servicePlans,
    skus,
    planRules: encodedRules.map((rule) => decodeRule(rule, planId, skuId)),
    prices: rowsOf(encodedPrices).map((fields) => decodePrice(fields, skuId, sources)),
    // No public table of plans and countries exists: users state theirs. Claim `licensing/10.4-prohibited-table`.
    prohibitedLocations: [],
  };
}

function decodePlan([
  id = '',
  name = '',
  displayName = '',
  service,
  appliesTo,
  provisioning,
  capability,
]: Row): ServicePlan {
  return {
    servicePlanId: id,
    servicePlanName: name,
    displayName: displayName === '' ? name : displayName,
    ...(service === undefined ? {} : { service }),
    ...(appliesTo === undefined ? {} : { appliesTo: appliesTo as LicenseTarget }),
    ...(provisioning === undefined ? {} : { provisioningStatus: provisioning as ProvisioningStatus }),
    ...(capability === undefined ? {} : { capabilityStatus: capability as CapabilityStatus }),
  };
}

function decodeSku(
  [id = '', partNumber = '', displayName = '', plans = '', others]: Row,
  all: readonly ServicePlan[],
): Sku {
  return {
    skuId: id,
    skuPartNumber: partNumber,
    displayName,
    ...(others === undefined ? {} : { alsoKnownAs: others.split(';') }),
    servicePlans: plans.split(' ').map((index) => only(all.slice(Number(index), Number(index) + 1))),
  };
}

function decodePrice(fields: Row, skuId: (partNumber: string) => string, allSources: readonly string[]): Price {
  const [
    sku = '',
    currency = '',
    amount = '',
    per = '',
    from = '',
    to = '',
    confidence,
    basis = '',
    sources = '',
    note,
  ] = fields;
  const [unit = '', period = ''] = per.split('/');
  return {
    skuId: skuId(sku),
    currency,
    amount: Number(amount),
    unit,
    period: period as Price['period'],
    ...(from === '' ? {} : { validFrom: from }),
    ...(to === '' ? {} : { validTo: to }),
    basis,
    confidence: confidence as 'high' | 'medium' | 'low',
    sources: sources.split(' ').map((index) => allSources[Number(index)] ?? ''),
    ...(note === undefined ? {} : { note }),
  };
}

function decodeRule(
  rule: EncodedRule,
  planId: (name: string) => string,
  skuId: (partNumber: string) => string,
): PlanRule {
  const { id, enforce, grade, source, note } = rule;
  const head = { id, enforce, grade, source, ...(note === undefined ? {} : { note }) };
  switch (rule.kind) {
    case 'conflicts': {
      const suspectPairs = (rule.suspectPairs ?? []).map(({ plans: [left, right], why }) => ({
        servicePlanIds: [planId(left), planId(right)] as const,
        isEnforced: false,
        why,
      }));
      return { ...head, kind: 'conflicts', servicePlanIds: rule.plans.map(planId), suspectPairs };
    }
    case 'compatible':
      return { ...head, kind: 'compatible', servicePlanIds: rule.plans.map(planId) };
    case 'requires': {
      const [anyOf, catalogueImplied] = [rule.anyOf.map(planId), (rule.catalogueImplied ?? []).map(planId)];
      return { ...head, kind: 'requires', servicePlanId: planId(rule.plan), anyOf, catalogueImplied };
    }
    case 'skuConflicts':
      return { ...head, kind: 'skuConflicts', skuIds: rule.skus.map(skuId) };
    case 'skuPrerequisite':
      return { ...head, kind: 'skuPrerequisite', skuId: skuId(rule.sku), anyOf: rule.anyOf.map(skuId) };
  }
}

/** The fields of a row; those that are missing at its end are undefined. */
type Row = readonly string[];

function rowsOf(text: string): readonly Row[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}

function only<Found>(found: readonly Found[] | undefined): Found {
  const [first, second] = found ?? [];
  invariant(first !== undefined && second === undefined, 'A name in the built-in catalogue does not mean one thing.');
  return first;
}
