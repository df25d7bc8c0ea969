import { type PlanDocument, type PlanPropertyChange, type PlanStep, valueText } from '../plan/index.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import { limited, type Lines } from './text-block.ts';
import { displayWidth, hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted, formatCount, nameOf, typeWords } from './words.ts';

const indent = '      ';

/** Properties that steps about licenses change: the text of the step says it better. */
const toldInHead: ReadonlySet<string> = new Set(['assignedLicenses', 'licenseProcessingState']);

const licensingKinds: ReadonlySet<PlanStep['kind']> = new Set([
  'assignLicense',
  'removeLicense',
  'seats',
  'reprocess',
  'restore',
]);

/** Joins and leaves of each group, by id. */
type GroupCounts = ReadonlyMap<string, { readonly joins: number; readonly leaves: number }>;

/** What each step changes: a symbol, the object, and the old and new values. */
export function renderSteps(plan: PlanDocument, style: TextStyle): Lines {
  if (plan.steps.length === 0) return ['  The change set has no steps.'];
  const counts = countByGroup(plan);
  return limited(plan.steps, style, '  ', (step) => renderStep(step, counts, style));
}

function renderStep(step: PlanStep, counts: GroupCounts, style: TextStyle): Lines {
  const { palette } = style;
  const { symbol, paint } = symbolOf(step, style);
  const place = step.line === undefined ? '' : `line ${step.line}`;
  const head = `${symbol} ${headOf(step, style)}`;
  const fits = displayWidth(head) + place.length + 5 <= style.width;
  const headLines = fits
    ? [`${paint(`  ${head}`)}   ${palette.dim(place)}`.trimEnd()]
    : hangText(`${head}   ${place}`.trimEnd(), style.width, '  ', '    ').map(paint);
  return [
    ...headLines,
    ...step.changes
      .filter(({ property }) => !toldInHead.has(property))
      .flatMap((change) => renderChange(change, step, counts, style)),
    ...memberLines(step, style),
    ...undecidedLines(step, style),
  ];
}

function symbolOf(
  step: PlanStep,
  style: TextStyle,
): { readonly symbol: string; readonly paint: (text: string) => string } {
  const { palette } = style;
  if (step.status === 'refused') return { symbol: symbolsOf(style).bad, paint: palette.bad };
  if (step.status === 'unchanged') return { symbol: '=', paint: palette.dim };
  switch (step.kind) {
    case 'create':
      return { symbol: '+', paint: palette.good };
    case 'delete':
      return { symbol: '-', paint: palette.bad };
    case 'advance':
      return { symbol: '>', paint: palette.note };
    default:
      return { symbol: '~', paint: palette.warn };
  }
}

function headOf(step: PlanStep, style: TextStyle): string {
  const { target } = step;
  if (step.status === 'refused') return `${visible(step.text)}   refused, see below`;
  if (step.status === 'unchanged') return `${visible(step.text)}   nothing to do`;
  if (step.kind === 'advance') return visible(step.text);
  if (licensingKinds.has(step.kind)) return licensingHead(step);
  const noun = typeWords(target.type);
  const verb = step.kind === 'create' ? 'create ' : step.kind === 'delete' ? 'delete ' : '';
  if (target.object !== undefined) return `${verb}${noun} ${nameOf(target.object)}`;
  if (target.where === undefined) return `${verb}${counted(target.count, noun)}: ${visible(step.text)}`;
  return `${verb}${counted(target.count, noun)} where ${visible(clip(target.where, style))}`;
}

function licensingHead({ text, target }: PlanStep): string {
  return target.where === undefined ? visible(text) : `${visible(text)} (${counted(target.count, 'user')})`;
}

function renderChange(change: PlanPropertyChange, step: PlanStep, counts: GroupCounts, style: TextStyle): Lines {
  const times = step.target.where === undefined ? '' : `   (${formatCount(change.count)})`;
  if (change.otherPairs !== undefined) {
    return [`${indent}${visible(change.property)}  ${counted(change.otherPairs, 'other pair')} of values${times}`];
  }
  const isRule = change.property === 'membershipRule';
  if (isRule) return [...renderRule(change, style), ...strictnessLines(change, step, counts, style)];
  const { arrow } = symbolsOf(style);
  const [before, after] = [visible(valueText(change.before)), visible(valueText(change.after))];
  return hangText(
    `${visible(change.property)}  ${before} ${arrow} ${after}${times}`,
    style.width,
    indent,
    `${indent}  `,
  );
}

function renderRule({ before, after }: PlanPropertyChange, style: TextStyle): Lines {
  const { palette } = style;
  const side = (sign: string, value: unknown, paint: (text: string) => string): Lines =>
    typeof value === 'string'
      ? hangText(visible(value), style.width, `${indent}  ${sign} `, `${indent}    `).map(paint)
      : [];
  return [
    `${indent}rule ${before === null || before === undefined ? 'added' : after === null ? 'removed' : 'changed'}`,
    ...side('-', before, palette.bad),
    ...side('+', after, palette.good),
  ];
}

/** Whether the new rule is stricter or looser on the people of today: a count of effects, not a proof. */
function strictnessLines(
  { before, after }: PlanPropertyChange,
  { target }: PlanStep,
  counts: GroupCounts,
  style: TextStyle,
): Lines {
  if (typeof before !== 'string' || typeof after !== 'string' || target.object === undefined) return [];
  const { joins, leaves } = counts.get(target.object.id) ?? { joins: 0, leaves: 0 };
  if (joins + leaves === 0) return [`${indent}on the people of today: nobody joins, nobody leaves`];
  const word = joins === 0 ? 'stricter' : leaves === 0 ? 'looser' : 'neither stricter nor looser';
  const who = `${joins === 0 ? 'nobody joins' : `${formatCount(joins)} join`}, ${leaves === 0 ? 'nobody leaves' : `${formatCount(leaves)} leave`}`;
  return hangText(`on the people of today: ${word} (${who})`, style.width, indent, `${indent}  `);
}

function memberLines({ joins, leaves }: PlanStep, style: TextStyle): Lines {
  return [
    ...(joins > 0 ? [style.palette.good(`${indent}+ ${counted(joins, 'member')}`)] : []),
    ...(leaves > 0 ? [style.palette.bad(`${indent}- ${counted(leaves, 'member')}`)] : []),
  ];
}

function undecidedLines({ undecidedCount, undecided }: PlanStep, style: TextStyle): Lines {
  if (undecidedCount === 0) return [];
  const names = undecided.slice(0, 3).map(nameOf).join(', ');
  const more = undecidedCount > 3 ? ` and ${formatCount(undecidedCount - 3)} more` : '';
  const text = `left alone, the condition is undecided for ${counted(undecidedCount, 'object')}: ${names}${more}`;
  return hangText(text, style.width, `${indent}? `, `${indent}  `).map(style.palette.note);
}

function clip(where: string, style: TextStyle): string {
  const longest = Math.max(40, style.width * 3);
  return where.length > longest ? `${where.slice(0, longest)}${symbolsOf(style).more}` : where;
}

function countByGroup({ effects }: PlanDocument): GroupCounts {
  const counts = new Map<string, { joins: number; leaves: number }>();
  for (const { group, action, transient } of effects.memberships) {
    if (transient) continue;
    const entry = counts.get(group.id) ?? { joins: 0, leaves: 0 };
    if (action === 'join') entry.joins++;
    else entry.leaves++;
    counts.set(group.id, entry);
  }
  return counts;
}
