import { usableSeats } from '../licensing/index.ts';
import type { GroupLicensesOverview, LicenseForecast, SkuForecast, SkuOverview, UserLicenses } from '../plan/index.ts';
import { pathWords, skuName } from './plan-text-licenses.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { limited, type Lines } from './text-block.ts';
import { displayWidth, hangText, padNumber, padText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted, formatCount, formatMoney, holderName, nameOf } from './words.ts';

/** Samples shown of one difference. */
const mostSamples = 5;

/** Characters of a full bar. */
const barWidth = 20;

/** The SKUs of a tenant: a table with a bar of use, then errors, groups and prices of each. */
export function renderSkuOverviews(skus: readonly SkuOverview[], style: TextStyle): string {
  if (skus.length === 0) {
    return 'No subscriptions, no licensed groups, and nobody has a license.\n';
  }
  const width = Math.max(...skus.map(({ sku }) => displayWidth(skuName(sku))), 'License'.length);
  const numbers = ['bought', 'in use', 'free', 'needed'];
  const head = `  ${padText('License', width)}${numbers.map((title) => padNumber(title, 9)).join('')}`;
  const lines = skus.flatMap((entry) => [
    skuLine(entry, width, style),
    ...skuDetails(entry).flatMap((text) => hangText(text, style.width, '      ', '        ')),
  ]);
  return `${[style.palette.dim(head), ...lines, ...priceLines(skus, style)].join('\n')}\n`;
}

/** When the prices were looked up and where; what has none is said with its SKU. */
function priceLines(skus: readonly SkuOverview[], style: TextStyle): Lines {
  const prices = skus.flatMap(({ price }) => price ?? []);
  const [first] = prices;
  if (first === undefined) return [];
  const sources = [...new Set(prices.flatMap((price) => price.sources))].toSorted();
  const bases = [...new Set(prices.flatMap(({ basis }) => basis ?? []))].toSorted();
  const terms = bases.length === 0 ? '' : ` (${bases.map(visible).join('; ')})`;
  const where = sources.length === 0 ? 'of your own' : `of ${first.asOf}, from ${sources.map(visible).join('; ')}`;
  return hangText(`Prices ${where}${terms}`, style.width, '  ', '    ').map(style.palette.dim);
}

/** What an export states and what does not follow from the rest of it. */
export interface LicenseStatement {
  readonly message: string;
  readonly count: number;
  readonly samples: readonly string[];
  readonly hint?: string;
}

/** Differences between what is stated and what follows; nothing where there are none. */
export function renderLicenseStatements(statements: readonly LicenseStatement[], style: TextStyle): string {
  if (statements.length === 0) return '';
  const lines = statements
    .slice(0, style.limit)
    .flatMap(({ message, count, samples, hint }) => [
      ...hangText(`${visible(message)} (${formatCount(count)})`, style.width, '  ', '    '),
      ...(samples.length === 0
        ? []
        : hangText(`e.g. ${samples.slice(0, mostSamples).map(visible).join(', ')}`, style.width, '      ', '      ')),
      ...(hint === undefined ? [] : hangText(`hint: ${visible(hint)}`, style.width, '      ', '      ')),
    ]);
  const more = statements.length - style.limit;
  const rest = more > 0 ? [`  ${symbolsOf(style).more} and ${formatCount(more)} more (--all)`] : [];
  return `${[style.palette.warn('Stated otherwise'), ...lines, ...rest].join('\n')}\n`;
}

function skuLine({ sku, seats, needed }: SkuOverview, width: number, style: TextStyle): string {
  const bought = seats.units === undefined ? undefined : usableSeats(seats.units);
  const cells = [
    bought === undefined ? '?' : formatCount(bought),
    formatCount(seats.consumed),
    seats.free === undefined ? '?' : formatCount(seats.free),
    formatCount(needed),
  ];
  const paint = bought !== undefined && needed > bought ? style.palette.bad : (text: string) => text;
  const bar = bought === undefined ? '' : `  ${barOf(needed, bought, style)}`;
  return paint(`  ${padText(skuName(sku), width)}${cells.map((cell) => padNumber(cell, 9)).join('')}${bar}`);
}

function skuDetails({ seats, freeOfEnabled, errors, groups, price, sku }: SkuOverview): readonly string[] {
  const { units, capabilityStatus } = seats;
  const kinds =
    units === undefined
      ? 'the tenant does not say what was bought'
      : `${formatCount(units.enabled)} enabled, ${formatCount(units.warning)} in grace, ${formatCount(units.suspended)} suspended, ${formatCount(units.lockedOut)} locked out`;
  const others =
    freeOfEnabled !== null && seats.free !== freeOfEnabled
      ? `; ${formatCount(freeOfEnabled)} free without the seats in grace`
      : '';
  return [
    ...(sku.displayName === null ? [] : [visible(sku.displayName)]),
    ...(units !== undefined && capabilityStatus === 'Enabled' && units.warning + units.suspended + units.lockedOut === 0
      ? []
      : [`${capabilityStatus ?? ''} ${kinds}${others}`.trim()]),
    ...(errors.length === 0
      ? []
      : [`in error: ${errors.map(({ error, users }) => `${visible(error)} ${counted(users, 'user')}`).join(', ')}`]),
    ...(groups.length === 0 ? [] : [`by ${groups.map(holderName).join(', ')}`]),
    price === null
      ? 'no price is known'
      : `${formatMoney(price.amount, price.currency)} a month each, ${formatMoney(price.total, price.currency)} a month in all`,
  ];
}

/** A bar of how much of what was bought is needed; `!` where more is needed than there is. */
function barOf(needed: number, bought: number, style: TextStyle): string {
  const full = style.unicode ? '█' : '#';
  const empty = style.unicode ? '░' : '.';
  if (bought === 0) return needed > 0 ? '!' : '';
  const filled = Math.min(barWidth, Math.round((needed / bought) * barWidth));
  return `${full.repeat(filled)}${empty.repeat(barWidth - filled)}${needed > bought ? '!' : ''}`;
}

/** An error that stays although its cause is gone: the service does not look again by itself (spec licensing 7). */
const nothingInTheWay = 'nothing stands in the way any more: reprocess the user';

/** The licenses of a user: paths, then service plans by status. */
export function renderUserLicenses(licenses: UserLicenses, style: TextStyle): string {
  const { user, isKnown, paths, plans, licenses: held } = licenses;
  const { bad } = symbolsOf(style);
  const head = style.palette.strong(`Licenses of ${nameOf(user)}`);
  if (!isKnown && paths.length === 0)
    return `${head}\n  not known: the export does not say which licenses the user has\n`;
  const lines: Lines = [
    head,
    ...(paths.length === 0 ? ['  none'] : []),
    ...paths.flatMap(({ sku, group, state, error, lastUpdatedDateTime, disabledPlans, because }) => {
      const since = lastUpdatedDateTime === null ? '' : `, since ${lastUpdatedDateTime}`;
      const failed = error === 'None' ? '' : ` ${bad} ${visible(error)}`;
      const off = disabledPlans.length === 0 ? [] : [`without ${disabledPlans.map(visible).join(', ')}`];
      const text = `${skuName(sku)}  ${pathWords([group])}  ${visible(state)}${failed}${since}`;
      const paint = error === 'None' ? (line: string) => line : style.palette.bad;
      return [
        ...hangText(text, style.width, '  ', '    ').map(paint),
        ...off.flatMap((line) => hangText(line, style.width, '      ', '        ')),
        ...(error === 'None'
          ? []
          : hangText(visible(because ?? nothingInTheWay), style.width, '      ', '        ').map(style.palette.bad)),
      ];
    }),
    ...held.flatMap(({ sku, enabledPlans, disabledPlans }) => {
      const off = disabledPlans.length === 0 ? '' : `, off: ${disabledPlans.map(visible).join(', ')}`;
      const text = `${skuName(sku)} in all: ${counted(enabledPlans.length, 'service plan')} on${off}`;
      return hangText(text, style.width, '  ', '    ');
    }),
    ...(isKnown ? [] : ['  what is assigned directly is not known']),
    ...planLines(plans, style),
  ];
  return `${lines.join('\n')}\n`;
}

function planLines(plans: UserLicenses['plans'], style: TextStyle): Lines {
  const statuses = [...new Set(plans.map(({ status }) => status))].toSorted();
  return statuses.flatMap((status) => {
    const names = plans.filter((plan) => plan.status === status).map(({ name }) => visible(name));
    return hangText(
      `${visible(status)} (${formatCount(names.length)}): ${names.join(', ')}`,
      style.width,
      '  ',
      '    ',
    );
  });
}

/** The licenses of a group and how its members fare. */
export function renderGroupLicenses(overview: GroupLicensesOverview, style: TextStyle): string {
  const { group, licenses, members, applied, errors, processingState } = overview;
  const lines: Lines = [
    style.palette.strong(`Licenses of ${holderName(group)}`),
    ...(licenses.length === 0 ? ['  none'] : []),
    ...licenses.flatMap(({ sku, disabledPlans, free, needed }) => {
      const off = disabledPlans.length === 0 ? '' : ` without ${disabledPlans.map(visible).join(', ')}`;
      const left = free === null ? 'seats not known' : `${formatCount(free)} free`;
      const more = needed === null ? 'members not known' : `${counted(needed, 'member')} without it`;
      return hangText(`${skuName(sku)}${off} (${left}, ${more})`, style.width, '  ', '    ');
    }),
    `  ${members === null ? 'members not known' : counted(members, 'direct user member')}, ${formatCount(applied)} without errors` +
      `${processingState === null ? '' : `, ${visible(processingState)}`}`,
    ...errors.flatMap(({ sku, state, error, users }) => [
      style.palette.bad(`  ${visible(error)}  ${skuName(sku)}  ${visible(state)}  ${counted(users.length, 'user')}`),
      ...limited(users, style, '      ', (user) => [`      ${nameOf(user)}`]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Seats needed from now on: a bar and the changes of each SKU, and who is first to fail. */
export function renderForecast(forecast: LicenseForecast, style: TextStyle): string {
  const { from, until, skus, days, isSampled } = forecast;
  const sampled = isSampled ? '; not every day was looked at' : '';
  const head = `Seats needed from ${from.slice(0, 10)} to ${until.slice(0, 10)} by the present rules (${counted(days, 'day')} on which something can change${sampled})`;
  const lines: Lines = [
    ...hangText(head, style.width, '', '  ').map(style.palette.strong),
    ...(skus.length === 0 ? ['  no license is bought, given by a group or held'] : []),
    ...skus.flatMap((entry) => forecastLines(entry, style)),
  ];
  return `${lines.join('\n')}\n`;
}

function forecastLines(entry: SkuForecast, style: TextStyle): Lines {
  const { sku, points, peak, shortFrom, firstShortage, lifecycle, undecided } = entry;
  const [first] = points;
  const bought = first?.bought ?? null;
  const { arrow, bad } = symbolsOf(style);
  const bar = bought === null ? '' : `  ${barOf(peak, bought, style)}`;
  const of = bought === null ? 'an unknown number' : formatCount(bought);
  const changes = points.slice(1).map(({ date, needed, bought: then }) => {
    const seats = then === bought || then === null ? '' : ` of ${formatCount(then)}`;
    return `${date} ${formatCount(needed)}${seats}`;
  });
  const shown = changes.slice(0, style.limit);
  const more = changes.length > shown.length ? `, and ${formatCount(changes.length - shown.length)} more` : '';
  return [
    `  ${skuName(sku)}  ${formatCount(first?.needed ?? 0)} ${arrow} at most ${formatCount(peak)} needed, ${of} bought${bar}`,
    ...(shown.length === 0 ? [] : hangText(`${shown.join(', ')}${more}`, style.width, '      ', '        ')),
    ...lifecycle.flatMap(({ date, status, seats }) =>
      hangText(
        `${date} ${counted(seats, 'seat')} become ${visible(status)} unless renewed`,
        style.width,
        '      ',
        '        ',
      ),
    ),
    ...(shortFrom === null
      ? []
      : hangText(`${bad} from ${shortFrom}: more are needed than bought`, style.width, '      ', '        ').map(
          style.palette.bad,
        )),
    ...(firstShortage === null
      ? []
      : hangText(
          `${bad} from ${firstShortage.date}: no seat for ${counted(firstShortage.count, 'user')}: ${firstShortage.users.map(nameOf).join(', ')}`,
          style.width,
          '      ',
          '        ',
        ).map(style.palette.bad)),
    ...(undecided === 0
      ? []
      : hangText(
          `not known for ${counted(undecided, 'user')}: rules miss something about them`,
          style.width,
          '      ',
          '        ',
        ).map(style.palette.warn)),
  ];
}
