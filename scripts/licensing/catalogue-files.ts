import { format } from 'prettier';
import { compareOrdinal } from '../../src/base/index.ts';
import type { GeneratedFile } from '../docs/document.ts';
import { encodeRules } from './encode-rules.ts';
import type { Facts, RuleMember } from './read-facts.ts';
import { generatedNote, row, tableNote, textModule } from './row-text.ts';

/** The day on which the facts were as they are. Change it with them. */
const factsDate = '2026-11-25';

const folder = 'src/licensing/catalogue/data';

/**
 * The files that hold the license catalogue inside the project: each plan once, SKUs with the numbers of their plans, one rule for
 * each conflict set. The ids stay as they are, so that a change of the facts can be read in a diff and looked for.
 */
export async function catalogueFiles(facts: Facts): Promise<readonly GeneratedFile[]> {
  const plans = encodePlans(facts);
  const { rows, sources } = encodePrices(facts);
  const rules = encodeRules(facts.planRules, facts.skus);
  return [
    { path: `${folder}/dates.ts`, text: datesModule(facts.prices.collected) },
    {
      path: `${folder}/plans.ts`,
      text: textModule(
        'encodedPlans',
        'servicePlanId|servicePlanName|displayName (unless equal)|service|appliesTo|provisioningStatus|capabilityStatus',
        plans.rows,
      ),
    },
    {
      path: `${folder}/skus.ts`,
      text: textModule(
        'encodedSkus',
        'skuId|skuPartNumber|displayName|rows of its plans, from 0, in the order of the facts|other names, separated by semicolons',
        facts.skus.map(({ skuId, skuPartNumber, productName, alsoKnownAs, servicePlans }) =>
          row([
            guid(skuId),
            skuPartNumber,
            productName,
            servicePlans.map(({ servicePlanId }) => plans.indexOf(servicePlanId)).join(' '),
            (alsoKnownAs ?? []).join(';'),
          ]),
        ),
      ),
    },
    {
      path: `${folder}/prices.ts`,
      text: `${textModule(
        'encodedPrices',
        'skuPartNumber|currency|amount|unit/period|validFrom|validTo|confidence|basis|rows of its sources, from 0|note',
        rows,
      )}\n${textModule('encodedPriceSources', 'Where prices were read.', sources).slice(tableNote.length + 2)}`,
    },
    { path: `${folder}/plan-rules.ts`, text: await rulesModule(rules) },
  ];
}

interface PlanTable {
  readonly rows: readonly string[];
  indexOf(servicePlanId: string): number;
}

/** Every plan of a SKU or a rule, by name and id. */
function encodePlans({ skus, planMeta, planRules }: Facts): PlanTable {
  const plans = new Map<string, { readonly name: string; readonly displayName: string }>();
  const add = (id: string, name: string, displayName: string): void => {
    const known = plans.get(guid(id));
    if (known === undefined) plans.set(id, { name, displayName });
    else if (known.name !== name || (displayName !== name && known.displayName !== displayName)) {
      throw new Error(`The plan ${id} has two names: ${known.name}, ${name}.`);
    }
  };
  for (const { servicePlans } of skus) {
    for (const { servicePlanId, servicePlanName, friendlyName } of servicePlans) {
      add(servicePlanId, servicePlanName, friendlyName);
    }
  }
  const named: readonly RuleMember[] = planRules.flatMap(
    ({ plan, others, catalogueImplied = [], suspectOthers = [] }) => [
      plan,
      ...others,
      ...catalogueImplied,
      ...suspectOthers,
    ],
  );
  for (const { servicePlanId, servicePlanName } of named) {
    if (servicePlanId !== undefined && servicePlanName !== undefined)
      add(servicePlanId, servicePlanName, servicePlanName);
  }
  for (const { servicePlanId, servicePlanName } of planMeta) add(servicePlanId, servicePlanName, servicePlanName);
  const sorted = [...plans].toSorted(
    ([leftId, left], [rightId, right]) => compareOrdinal(left.name, right.name) || compareOrdinal(leftId, rightId),
  );
  const metaById = new Map(planMeta.map((meta) => [meta.servicePlanId, meta]));
  const indexes = new Map(sorted.map(([id], index) => [id, index]));
  return {
    rows: sorted.map(([id, { name, displayName }]) => {
      const meta = metaById.get(id);
      const seen = meta && [meta.service, meta.appliesTo, meta.provisioningStatus, meta.capabilityStatus];
      return row([id, name, displayName === name ? '' : displayName, ...(seen ?? [])]);
    }),
    indexOf: (id) => {
      const index = indexes.get(id);
      if (index === undefined) throw new Error(`There is no plan ${id}.`);
      return index;
    },
  };
}

function encodePrices({ skus, prices: { prices } }: Facts): {
  readonly rows: readonly string[];
  readonly sources: readonly string[];
} {
  for (const { skuId, skuPartNumber } of prices) {
    const named = skus.filter((sku) => sku.skuPartNumber === skuPartNumber);
    if (named.length !== 1 || named[0]?.skuId !== skuId) throw new Error(`${skuPartNumber} does not name one SKU.`);
  }
  const sources = [...new Set(prices.flatMap((price) => price.sources))];
  const rows = prices.map((price) =>
    row([
      price.skuPartNumber,
      price.currency,
      String(price.price),
      price.per,
      price.validFrom ?? '',
      price.validTo ?? '',
      price.confidence,
      price.basis,
      price.sources.map((source) => sources.indexOf(source)).join(' '),
      price.note ?? '',
    ]),
  );
  return { rows, sources: sources.map((source) => row([source])) };
}

function datesModule(collected: string): string {
  const prices = /\d{4}-\d{2}(?:-\d{2})?/.exec(collected)?.[0];
  if (prices === undefined) throw new Error(`No date in "${collected}".`);
  return `${generatedNote}

/** The day on which SKUs, plans and plan rules were as they are here. */
export const factsDate = '${factsDate}';

/** The newest date among the pages that prices were collected from. */
export const pricesDate = '${prices}';
`;
}

async function rulesModule(rules: unknown): Promise<string> {
  const text = `${generatedNote}
import type { EncodedRule } from './encoded-rule.ts';

/** Which service plans exclude or need each other. */
export const encodedRules: readonly EncodedRule[] = ${JSON.stringify(rules)};
`;
  return format(text, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

function guid(text: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new Error(`"${text}" is no guid in lower case.`);
  return text;
}
