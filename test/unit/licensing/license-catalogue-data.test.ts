import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueFiles } from '../../../scripts/licensing/catalogue-files.ts';
import { hasFacts, readFacts } from '../../../scripts/licensing/read-facts.ts';
import { standardCatalogue } from '../../../src/licensing/index.ts';

const root = join(import.meta.dirname, '../../..');

if (!hasFacts)
  process.stderr.write('NOTE: the reference material is not here; the data of the catalogue is not compared.\n');

describe.runIf(hasFacts)('the built-in license catalogue and the facts it is made from', () => {
  it('is what the generator writes (npm run facts)', async () => {
    const files = await catalogueFiles(readFacts());
    expect(files.length).toBeGreaterThan(3);
    const stale = files.filter(({ path, text }) => readFileSync(join(root, path), 'utf8') !== text);
    expect(stale.map(({ path }) => path)).toEqual([]);
  });

  it('holds every SKU with the same plans, ids and names, in the same order', () => {
    const { skus } = standardCatalogue().data;
    const expected = readFacts().skus.map(({ skuId, skuPartNumber, productName, alsoKnownAs, servicePlans }) => ({
      skuId,
      skuPartNumber,
      displayName: productName,
      ...(alsoKnownAs === undefined ? {} : { alsoKnownAs }),
      servicePlans: servicePlans.map(({ servicePlanId, servicePlanName, friendlyName }) => [
        servicePlanId,
        servicePlanName,
        friendlyName,
      ]),
    }));
    expect(
      skus.map((sku) => ({
        ...sku,
        servicePlans: sku.servicePlans.map(({ servicePlanId, servicePlanName, displayName }) => [
          servicePlanId,
          servicePlanName,
          displayName,
        ]),
      })),
    ).toEqual(expected);
  });

  it('holds what was seen of plans in tenants', () => {
    const catalogue = standardCatalogue();
    const { planMeta } = readFacts();
    expect(planMeta.length).toBeGreaterThan(50);
    for (const { servicePlanId, service, appliesTo, provisioningStatus, capabilityStatus } of planMeta) {
      expect(catalogue.planById(servicePlanId)).toMatchObject({
        service,
        appliesTo,
        provisioningStatus,
        capabilityStatus,
      });
    }
    const withMeta = catalogue.data.servicePlans.filter(({ appliesTo }) => appliesTo !== undefined);
    expect(withMeta.length).toBe(planMeta.length);
  });

  it('holds every price with its currency, dates and sources', () => {
    const expected = readFacts().prices.prices.map((price) => ({
      skuId: price.skuId,
      currency: price.currency,
      amount: price.price,
      per: price.per,
      validFrom: price.validFrom,
      validTo: price.validTo,
      basis: price.basis,
      confidence: price.confidence,
      sources: price.sources,
      note: price.note,
    }));
    const { prices } = standardCatalogue().data;
    expect(
      prices.map(({ skuId, currency, amount, unit, period, validFrom, validTo, basis, confidence, sources, note }) => ({
        skuId,
        currency,
        amount,
        per: `${unit}/${period}`,
        validFrom: validFrom ?? null,
        validTo: validTo ?? null,
        basis,
        confidence,
        sources,
        note,
      })),
    ).toEqual(expected);
  });

  it('states the same plan rules pair by pair', () => {
    const catalogue = standardCatalogue();
    const facts = readFacts().planRules;
    const everything = catalogue.rules({ withOptional: true, withSuspect: true });
    const holding = catalogue.rules();
    const expectedPairs = new Set<string>();
    const suspectPairs = new Set<string>();
    for (const { kind, level, plan, others, suspectOthers = [] } of facts) {
      if (kind !== 'conflicts' || level === 'sku') continue;
      const key = (other: (typeof others)[number]) =>
        [plan.servicePlanId ?? '', other.servicePlanId ?? ''].toSorted().join(' ');
      for (const other of others) expectedPairs.add(key(other));
      for (const other of suspectOthers) suspectPairs.add(key(other));
    }
    const pairsOf = (rules: typeof everything) =>
      new Set(
        rules.conflicts.map(({ left, right }) =>
          [left, right]
            .map((index) => catalogue.planAt(index).servicePlanId)
            .toSorted()
            .join(' '),
        ),
      );
    expect(pairsOf(everything)).toEqual(expectedPairs);
    expect(pairsOf(holding)).toEqual(new Set([...expectedPairs].filter((pair) => !suspectPairs.has(pair))));
    expect(suspectPairs.size).toBe(3);
  });

  it('states the same requirements, with what the catalogue implies', () => {
    const catalogue = standardCatalogue();
    const expected = readFacts()
      .planRules.filter(({ kind }) => kind === 'requires')
      .map(({ plan, others, catalogueImplied = [], enforce }) => ({
        plan: plan.servicePlanId,
        anyOf: [...others, ...catalogueImplied].map(({ servicePlanId = '' }) => servicePlanId).toSorted(),
        enforce,
      }));
    const found = catalogue.rules({ withOptional: true }).requirements.map(({ rule, plan, anyOf }) => ({
      plan: catalogue.planAt(plan).servicePlanId,
      anyOf: [...anyOf].map((index) => catalogue.planAt(index).servicePlanId).toSorted(),
      enforce: rule.enforce,
    }));
    const byPlan = (a: { plan?: string | undefined }, b: { plan?: string | undefined }) =>
      (a.plan ?? '') < (b.plan ?? '') ? -1 : 1;
    expect(found.toSorted(byPlan)).toEqual(expected.toSorted(byPlan));
  });
});
