import type {
  HolderRef,
  PlanCost,
  PlanDocument,
  PlanLicense,
  PlanLicenseError,
  PlanSeatCount,
  PlanSeats,
  SkuRef,
} from '../plan/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { labelled, limited, type Lines } from './text-block.ts';
import { columnWidth, heading, renderRow } from './plan-text-rows.ts';
import { padText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted, formatCount, formatMoney, holderName, nameOf, reasonText } from './words.ts';

/** The name of a SKU that people type: its part number, else its id. */
export function skuName({ skuPartNumber, skuId }: SkuRef): string {
  return visible(skuPartNumber ?? skuId);
}

/** What gives or gave a license: groups, or a direct assignment. */
export function pathWords(paths: readonly (HolderRef | null)[]): string {
  return paths.map((path) => (path === null ? 'directly' : holderName(path))).join(', ');
}

/** Counts of licenses by SKU, seats that run short, costs, circles: part of the effects. */
export function renderLicenseEffects(plan: PlanDocument, style: TextStyle): Lines {
  const { effects, licenseLoops } = plan;
  const { seats, cost } = effects;
  return [
    ...skuLines(plan, style),
    ...seats.flatMap((entry) => labelled('Seats', seatWords(entry, style), style)),
    ...(cost === null ? [] : costWords(cost).flatMap((text) => labelled('Cost', text, style))),
    ...licenseLoops.flatMap((loop) => labelled('Loop', visible(loop.text), style)),
  ];
}

function skuLines({ effects }: PlanDocument, style: TextStyle): Lines {
  const counts = new Map<string, { gains: number; losses: number; gaps: number; errors: number }>();
  const countsOf = (sku: SkuRef): { gains: number; losses: number; gaps: number; errors: number } => {
    const entry = counts.get(skuName(sku)) ?? { gains: 0, losses: 0, gaps: 0, errors: 0 };
    counts.set(skuName(sku), entry);
    return entry;
  };
  for (const { sku, action, transient } of effects.licenses) {
    const entry = countsOf(sku);
    if (transient) entry.gaps++;
    else if (action === 'gain') entry.gains++;
    else entry.losses++;
  }
  for (const { sku } of effects.licenseErrors) countsOf(sku).errors++;
  return [...counts].flatMap(([name, { gains, losses, gaps, errors }]) => {
    const parts = [
      ...(gains > 0 ? [`+${formatCount(gains)}`] : []),
      ...(losses > 0 ? [`-${formatCount(losses)}`] : []),
      ...(gaps > 0 ? [`${formatCount(gaps)} for a moment`] : []),
      ...(errors > 0 ? [counted(errors, 'new error')] : []),
    ];
    return labelled('Licenses', `${name}  ${parts.join('  ')}`, style);
  });
}

/** Seats of a SKU before and after, in words. */
export function seatWords({ sku, before, after, withoutSeat }: PlanSeats, style: TextStyle): string {
  const { arrow } = symbolsOf(style);
  const short = withoutSeat === 0 ? '' : `; ${counted(withoutSeat, 'user')} without a seat`;
  const used =
    before.consumed === after.consumed
      ? formatCount(after.consumed)
      : `${formatCount(before.consumed)} ${arrow} ${formatCount(after.consumed)}`;
  return `${skuName(sku)}  ${used} in use of ${boughtWords(before, after, arrow)}, ${freeWords(after)}${short}`;
}

function boughtWords(before: PlanSeatCount, after: PlanSeatCount, arrow: string): string {
  const bought = ({ enabled, warning }: PlanSeatCount): string =>
    enabled === null ? 'an unknown number' : formatCount(enabled + (warning ?? 0));
  const [was, is] = [bought(before), bought(after)];
  const status =
    after.capabilityStatus === null || after.capabilityStatus === 'Enabled' ? '' : ` (${after.capabilityStatus})`;
  return `${was === is ? is : `${was} ${arrow} ${is}`} bought${status}`;
}

function freeWords({ free }: PlanSeatCount): string {
  if (free === null) return 'free seats not known';
  return free < 0 ? `${formatCount(-free)} too many in use` : `${formatCount(free)} free`;
}

/** What the change costs, and what has no price. */
export function costWords(cost: PlanCost): readonly string[] {
  const sign = cost.delta > 0 ? '+' : '';
  const money = (amount: number): string => formatMoney(amount, cost.currency);
  const { bought } = cost;
  const names = cost.withoutPrice.map(skuName);
  const isPriced = cost.skus.length > 0 || bought !== undefined;
  return [
    ...(isPriced
      ? [
          `${sign}${money(cost.delta)} a month${bought === undefined ? '' : ' for licenses in use'}: ${money(cost.before)} before, ` +
            `${money(cost.after)} after (list prices as of ${visible(cost.asOf)}, ${sourceWords(cost.source)})`,
        ]
      : []),
    ...(bought === undefined
      ? []
      : [
          `${bought.delta > 0 ? '+' : ''}${money(bought.delta)} a month for seats bought: ${money(bought.before)} before, ${money(bought.after)} after`,
        ]),
    ...(names.length === 0 ? [] : [`without a price, not part of the sums: ${names.join(', ')}`]),
  ];
}

/** Longest mention of one source; the document has them whole. */
const longestSource = 60;

function sourceWords(source: string): string {
  return source
    .split('; ')
    .map((text) => (text.length > longestSource ? `${text.slice(0, longestSource)}…` : text))
    .map(visible)
    .join('; ');
}

/** Who loses and gains licenses, and which paths fail, each with the chain of reasons. */
export function renderLicensePeople({ effects }: PlanDocument, style: TextStyle): readonly Lines[] {
  const pick = (action: PlanLicense['action'], transient: boolean): readonly PlanLicense[] =>
    effects.licenses.filter((entry) => entry.action === action && entry.transient === transient);
  return [
    renderErrors(effects.licenseErrors, style),
    renderList('Who loses a license', pick('lose', false), 'loses', style),
    renderList('Who loses a license for a moment', pick('lose', true), 'loses', style),
    renderList('Who gains a license', pick('gain', false), 'gains', style),
    renderList('Who gains a license for a moment', pick('gain', true), 'gains', style),
  ];
}

function renderList(title: string, entries: readonly PlanLicense[], verb: string, style: TextStyle): Lines {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, style.limit);
  const nameWidth = columnWidth(shown.map(({ user }) => nameOf(user)));
  const skuWidth = columnWidth(shown.map(({ sku }) => `${verb} ${skuName(sku)}`));
  const sign = verb === 'gains' ? '+' : '-';
  const paint = verb === 'gains' ? style.palette.good : style.palette.bad;
  return [
    heading(title, shown.length, entries.length, style),
    ...limited(entries, style, '    ', (entry) => {
      const name = padText(`    ${sign} ${nameOf(entry.user)}`, nameWidth + 6);
      const risk = entry.dataAtRisk === undefined ? '' : `; data at risk from ${entry.dataAtRisk.slice(0, 10)}`;
      const reason = `${reasonText(entry.because, symbolsOf(style))}${risk}`;
      return renderRow(`${name}  ${padText(`${verb} ${skuName(entry.sku)}`, skuWidth)}`, reason, paint, style);
    }),
  ];
}

function renderErrors(entries: readonly PlanLicenseError[], style: TextStyle): Lines {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, style.limit);
  const nameWidth = columnWidth(shown.map(({ user }) => nameOf(user)));
  const errorWidth = columnWidth(shown.map(({ error }) => visible(error)));
  const { bad } = symbolsOf(style);
  return [
    heading('License errors', shown.length, entries.length, style),
    ...limited(entries, style, '    ', (entry) => {
      const name = padText(`    ${bad} ${nameOf(entry.user)}`, nameWidth + 6);
      const row = `${name}  ${padText(visible(entry.error), errorWidth)}  ${skuName(entry.sku)}`;
      const from = entry.group === null ? 'directly' : `by ${holderName(entry.group)}`;
      const chain = reasonText(entry.because.slice(1), symbolsOf(style));
      const why = chain === '' ? '' : ` ${symbolsOf(style).because} ${chain}`;
      return renderRow(row, `${from}: ${visible(entry.text)}${why}`, style.palette.bad, style);
    }),
  ];
}
