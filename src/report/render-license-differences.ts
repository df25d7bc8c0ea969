import { symbolsOf, type TextStyle } from './style.ts';
import { hangText } from './text-layout.ts';
import { quoted, visible } from './visible-text.ts';
import { counted } from './words.ts';

/** A service plan by id, and its name if it has one. */
interface Plan {
  readonly servicePlanId: string;
  readonly servicePlanName: string | null;
}

interface PathStatement {
  readonly state: string;
  readonly error: string;
  readonly disabledPlans: readonly Plan[];
  readonly lastUpdatedDateTime: string | null;
}

interface PlanStatement {
  readonly capabilityStatus: string;
  readonly assignedDateTime: string | null;
}

/** What each of two tenants says of a user and the other does not. */
interface Differing<Statement> {
  readonly name: string;
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
}

/** Licenses of users that differ between two tenants. */
export interface DifferingLicenses {
  readonly licenses: readonly {
    readonly sku: { readonly skuId: string; readonly skuPartNumber: string | null };
    readonly group: { readonly name: string } | null;
    readonly users: readonly Differing<PathStatement>[];
  }[];
  readonly servicePlans: readonly { readonly servicePlan: Plan; readonly users: readonly Differing<PlanStatement>[] }[];
  readonly licensesKnown: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** Lists who gains or loses which license by which path, whose state changes, and how many differ in a service plan. */
export function renderLicenseDifferences(differing: DifferingLicenses, style: TextStyle): string {
  const lines = [
    ...differing.licenses.flatMap(({ sku, group, users }) => [
      style.palette.strong(
        `${visible(sku.skuPartNumber ?? sku.skuId)} ${group === null ? 'directly' : `by ${quoted(group.name)}`}`,
      ),
      ...limited(users, 'more users', style, (user) => userLine(user, style)),
    ]),
    ...planLines(differing.servicePlans, style),
    ...knownLines(differing.licensesKnown, style),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function userLine({ name, before, after }: Differing<PathStatement>, style: TextStyle): readonly string[] {
  const { palette } = style;
  const [was, is] = wordsOf(before, after, pathWords, ({ lastUpdatedDateTime }) => lastUpdatedDateTime);
  const [sign, what] =
    before.length === 0
      ? [palette.good('+'), `gains it: ${is}`]
      : after.length === 0
        ? [palette.bad('-'), `loses it: ${was}`]
        : [palette.warn('~'), `${was} ${symbolsOf(style).arrow} ${is}`];
  return [`  ${sign} ${visible(name)}   ${palette.dim(what)}`];
}

function pathWords({ state, error, disabledPlans }: PathStatement): string {
  const plans = disabledPlans.map((plan) => visible(planName(plan)));
  return `${visible(state)}${error === 'None' ? '' : ` (${visible(error)})`}${plans.length === 0 ? '' : `, without ${plans.join(', ')}`}`;
}

/** Both sides in words; with their times where they would read the same. */
function wordsOf<Statement>(
  before: readonly Statement[],
  after: readonly Statement[],
  words: (statement: Statement) => string,
  timeOf: (statement: Statement) => string | null,
): readonly [string, string] {
  const plain = (side: readonly Statement[]): string => side.map(words).toSorted().join(' and ');
  const timed = (side: readonly Statement[]): string =>
    side
      .map((statement) => `${words(statement)}, ${timeOf(statement) ?? 'at no stated time'}`)
      .toSorted()
      .join(' and ');
  const [was, is] = [plain(before), plain(after)];
  return was === is ? [timed(before), timed(after)] : [was, is];
}

/** A line for each plan and change of it: a license brings many plans to many users. */
function planLines(plans: DifferingLicenses['servicePlans'], style: TextStyle): readonly string[] {
  if (plans.length === 0) return [];
  const { arrow } = symbolsOf(style);
  const changes = plans.flatMap(({ servicePlan, users }) => {
    const counts = new Map<string, number>();
    for (const { before, after } of users) {
      const time = ({ assignedDateTime }: PlanStatement): string | null => assignedDateTime;
      const [was, is] = wordsOf(before, after, ({ capabilityStatus }) => visible(capabilityStatus), time);
      const change = `${was === '' ? 'none' : was} ${arrow} ${is === '' ? 'none' : is}`;
      counts.set(change, (counts.get(change) ?? 0) + 1);
    }
    return Array.from(
      counts,
      ([change, count]) => `${visible(planName(servicePlan))}  ${change}   ${counted(count, 'user')}`,
    );
  });
  return [
    style.palette.strong('Service plans'),
    ...limited(changes, 'more', style, (change) => hangText(change, style.width, '  ', '      ')),
  ];
}

function knownLines({ added, removed }: DifferingLicenses['licensesKnown'], style: TextStyle): readonly string[] {
  if (added.length + removed.length === 0) return [];
  const { palette } = style;
  const line = (sign: string, words: string) => (name: string) => [
    `  ${sign} ${visible(name)}   ${palette.dim(words)}`,
  ];
  return [
    palette.strong('Known licenses'),
    ...limited(added, 'more', style, line(palette.good('+'), 'licenses are known')),
    ...limited(removed, 'more', style, line(palette.bad('-'), 'licenses are not known')),
  ];
}

function limited<Item>(
  items: readonly Item[],
  what: string,
  style: TextStyle,
  render: (item: Item) => readonly string[],
): readonly string[] {
  const lines = items.slice(0, style.limit).flatMap(render);
  const more = items.length - style.limit;
  return more > 0 ? [...lines, `  ${symbolsOf(style).more} and ${more} ${what} (--all)`] : lines;
}

function planName({ servicePlanId, servicePlanName }: Plan): string {
  return servicePlanName ?? servicePlanId;
}
