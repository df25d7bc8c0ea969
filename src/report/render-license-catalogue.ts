import type { CatalogueReport, PriceReport, ServicePlanReport, SkuName, SkuReport } from '../licensing/index.ts';
import { planRuleLines } from './license-rule-lines.ts';
import type { TextStyle } from './style.ts';
import { type Lines, labelled, limited } from './text-block.ts';
import { displayWidth, hangText, padText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted } from './words.ts';

/**
 * What a catalogue knows about a search, in words: what the search names exactly (or the only thing it finds) whole, everything else
 * as a list. Every price has its currency, days and source beside it.
 */
export function renderCatalogue(report: CatalogueReport, style: TextStyle): string {
  const isOnly = report.skus.length + report.servicePlans.length === 1;
  const isWhole = ({ match }: { readonly match: string }): boolean =>
    isOnly || match === 'id' || match === 'name' || match === 'displayName';
  const wholeSkus = report.skus.filter(isWhole);
  const wholePlans = report.servicePlans.filter(isWhole);
  const blocks = [
    ...wholeSkus.map((sku) => skuLines(sku, report, style)),
    ...wholePlans.map((plan) => planLines(plan, report, style)),
    ...skuList(report.skus.slice(wholeSkus.length), wholeSkus.length + wholePlans.length > 0, style),
    ...planList(report.servicePlans.slice(wholePlans.length), wholeSkus.length + wholePlans.length > 0, style),
    footer(report, style),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function skuLines(sku: SkuReport, report: CatalogueReport, style: TextStyle): Lines {
  const { palette } = style;
  const { skuId, skuPartNumber, displayName, appliesTo, alsoKnownAs = [], servicePlans } = sku;
  const column = columnFor(
    servicePlans.map(({ servicePlanName }) => servicePlanName),
    style,
  );
  return [
    ...hangText(visible(displayName), style.width, '', '  ').map(palette.strong),
    ...labelled('part number', visible(skuPartNumber), style),
    ...labelled('skuId', skuId, style),
    ...(alsoKnownAs.length === 0 ? [] : labelled('also', alsoKnownAs.map(visible).join(', '), style)),
    ...(appliesTo === undefined ? [] : labelled('applies to', appliesTo, style)),
    ...priceLines(sku.prices, style),
    `    ${counted(servicePlans.length, 'service plan')}`,
    ...servicePlans.flatMap(({ servicePlanName, displayName: name = servicePlanName, appliesTo: target }) =>
      besideName(servicePlanName, column, `${name}${target === 'Company' ? ' (whole tenant)' : ''}`, '      ', style),
    ),
    ...planRuleLines(report.planRules, sku.planRules, servicePlans, style),
  ];
}

function planLines(plan: ServicePlanReport, report: CatalogueReport, style: TextStyle): Lines {
  const { palette } = style;
  const {
    servicePlanId,
    servicePlanName,
    displayName = servicePlanName,
    service,
    appliesTo,
    prohibitedIn,
    skus,
  } = plan;
  const holders = skus.length === 0 ? 'in no SKU' : `in ${counted(skus.length, 'SKU')}`;
  return [
    ...hangText(`${visible(displayName)} (service plan)`, style.width, '', '  ').map(palette.strong),
    ...labelled('name', visible(servicePlanName), style),
    ...labelled('servicePlanId', servicePlanId, style),
    ...(service === undefined ? [] : labelled('service', visible(service), style)),
    ...(appliesTo === undefined ? [] : labelled('applies to', appliesTo, style)),
    ...(prohibitedIn.length === 0 ? [] : labelled('not offered in', prohibitedIn.join(', '), style)),
    `    ${holders}`,
    ...skuRows(skus, style, '      '),
    ...planRuleLines(report.planRules, plan.planRules, [plan], style),
  ];
}

function skuList(skus: readonly SkuReport[], isMore: boolean, style: TextStyle): readonly Lines[] {
  if (skus.length === 0) return [];
  const title = style.palette.strong(counted(skus.length, isMore ? 'more SKU' : 'SKU'));
  return [[title, ...skuRows(skus, style, '  ')]];
}

function planList(plans: readonly ServicePlanReport[], isMore: boolean, style: TextStyle): readonly Lines[] {
  if (plans.length === 0) return [];
  const title = style.palette.strong(counted(plans.length, isMore ? 'more service plan' : 'service plan'));
  const column = columnFor(
    plans.slice(0, style.limit).map(({ servicePlanName }) => servicePlanName),
    style,
  );
  return [
    [
      title,
      ...limited(plans, style, '  ', ({ servicePlanName, displayName = servicePlanName, skus }) =>
        besideName(servicePlanName, column, `${displayName}, in ${counted(skus.length, 'SKU')}`, '  ', style),
      ),
    ],
  ];
}

function skuRows(
  skus: readonly (SkuName & Partial<Pick<SkuReport, 'prices'>>)[],
  style: TextStyle,
  indent: string,
): Lines {
  const column = columnFor(
    skus.slice(0, style.limit).map(({ skuPartNumber }) => skuPartNumber),
    style,
  );
  return limited(skus, style, indent, ({ skuPartNumber, displayName, prices = [] }) => {
    const current = prices.filter(({ isCurrent }) => isCurrent).map(priceText);
    return besideName(skuPartNumber, column, [displayName, ...current].join('; '), indent, style);
  });
}

function priceLines(prices: readonly PriceReport[], style: TextStyle): Lines {
  if (prices.length === 0) return labelled('price', 'not known (state it in a file, see --catalogue)', style);
  const { palette } = style;
  const currentFirst = prices.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  return currentFirst.flatMap((price) => {
    const { basis, confidence, sources, note, isCurrent } = price;
    const terms = [basis, confidence === undefined ? undefined : `confidence ${confidence}`, note];
    const details = terms.filter((term) => term !== undefined).join('; ');
    const paint = isCurrent ? palette.strong : palette.dim;
    return [
      ...labelled('price', `${visible(priceText(price))}${isCurrent ? '' : ' (not on that day)'}`, style).map(paint),
      ...(details === '' ? [] : labelled('', visible(details), style)).map(palette.dim),
      ...sources.flatMap((source) => labelled('', visible(`source: ${source}`), style)).map(palette.dim),
    ];
  });
}

/** A price in one line, with its currency and days, such as `26 USD per user and month from 2026-07-01`. */
function priceText({ amount, currency, unit, period, validFrom, validTo }: PriceReport): string {
  const number = Number.isInteger(amount) ? String(amount) : amount.toFixed(2);
  const from = validFrom === undefined ? '' : ` from ${validFrom}`;
  const to = validTo === undefined ? '' : ` until ${validTo}`;
  return `${number} ${currency} per ${unit} and ${period}${from}${to}`;
}

function footer({ catalogue, day }: CatalogueReport, style: TextStyle): Lines {
  const { date, pricesDate, extendedBy } = catalogue;
  const files = extendedBy.length === 0 ? '' : `, with ${extendedBy.map(visible).join(', ')}`;
  const text = `Catalogue of ${date}${files}; built-in prices from pages of ${pricesDate} and older, as they hold on ${day}.`;
  return hangText(text, style.width, '', '').map(style.palette.dim);
}

/** Columns for names in front of a text: what they need, but not so much that nothing is left for the text. */
function columnFor(names: readonly string[], style: TextStyle): number {
  return Math.min(Math.floor(style.width / 3), Math.max(0, ...names.map((name) => displayWidth(visible(name)))));
}

/** A name in its column and a text beside it; below it where the name is too long. */
function besideName(name: string, column: number, text: string, indent: string, style: TextStyle): Lines {
  const rest = ' '.repeat(indent.length + column + 2);
  if (displayWidth(visible(name)) <= column) {
    return hangText(visible(text), style.width, `${indent}${padText(visible(name), column)}  `, rest);
  }
  return [`${indent}${visible(name)}`, ...hangText(visible(text), style.width, rest, rest)];
}
