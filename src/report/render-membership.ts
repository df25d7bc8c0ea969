import type { MembershipExplanation, PlanMembership } from '../plan/index.ts';
import { valueText } from '../plan/index.ts';
import type { Explanation } from '../rules/index.ts';
import { renderRuleFrame } from './rule-frame.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import type { Lines } from './text-block.ts';
import { hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { holderName, nameOf, reasonText, typeWords } from './words.ts';

/** One membership at one time, in words: verdict, rule with values, what decided, the nearest miss, what is missing. */
export function renderMembership(explanation: MembershipExplanation, style: TextStyle): string {
  return `${[...verdictLines(explanation, style), ...detailLines(explanation, style)].join('\n')}\n`;
}

/** One membership before and after a change, with the chain of reasons that the plan gives. */
export function renderMembershipChange(
  before: MembershipExplanation,
  after: MembershipExplanation,
  entries: readonly PlanMembership[],
  style: TextStyle,
): string {
  const { strong } = style.palette;
  const chains = entries.flatMap(({ action, transient, because }) => {
    const verb = action === 'join' ? 'joins' : 'leaves';
    const words = `${verb}${transient ? ' for a moment' : ''}: ${reasonText(because, symbolsOf(style))}`;
    return hangText(words, style.width, '  ', '    ');
  });
  const lines = [
    strong('Before'),
    ...verdictLines(before, style),
    ...detailLines(before, style),
    '',
    strong('After'),
    ...verdictLines(after, style),
    ...detailLines(after, style),
    '',
    strong('What the plan says'),
    ...(chains.length > 0 ? chains : ['  the plan does not change this membership']),
  ];
  return `${lines.join('\n')}\n`;
}

const verdictWords = {
  member: 'is a member of',
  notMember: 'is not a member of',
  undecided: 'cannot be said to be a member of',
} as const;

function verdictLines(explanation: MembershipExplanation, style: TextStyle): Lines {
  const { palette } = style;
  const { verdict, member, holder, isActive } = explanation;
  const paint = { member: palette.good, notMember: palette.bad, undecided: palette.note }[verdict];
  const sentence = `${nameOf(member)} ${verdictWords[verdict]} ${holderName(holder)}`;
  return [
    ...hangText(sentence, style.width, '', '  ').map((line) => palette.strong(paint(line))),
    ...hangText(modeText(explanation), style.width, '  ', '  '),
    ...(isActive ? [] : [`  the ${typeWords(member.type)} is deleted`]),
  ];
}

function modeText({ mode, holder, clock, nestedPath, verdict, rule }: MembershipExplanation): string {
  const what = typeWords(holder.type);
  if (mode === 'assigned') {
    return `assigned ${what}, ${assignedText(nestedPath, verdict)}`;
  }
  if (mode === 'evaluated') return `dynamic ${what}, evaluated at ${clock}`;
  const last = rule === undefined ? 'the rule cannot be evaluated' : `the rule is ${mode}`;
  return `dynamic ${what}, ${mode === 'failed' ? 'the rule fails' : last}: the last known members count, at ${clock}`;
}

function assignedText(
  nestedPath: MembershipExplanation['nestedPath'],
  verdict: MembershipExplanation['verdict'],
): string {
  if (nestedPath.length > 0) return `through nested groups: ${nestedPath.map(holderName).join(' > ')}`;
  if (verdict === 'undecided') return 'its members are not all known';
  return verdict === 'member' ? 'a direct member' : 'neither directly nor through nested groups';
}

function detailLines(explanation: MembershipExplanation, style: TextStyle): Lines {
  const { rule, explanation: tree } = explanation;
  return [
    ...(rule !== undefined && tree !== undefined ? ['', ...renderRuleFrame(rule, tree, style), ''] : []),
    ...(explanation.isKept ? hangText(keptText, style.width, '  ', '    ') : decidedLines(explanation, style)),
    ...(explanation.differsFromRule ? hangText(differsText(explanation), style.width, '  ', '    ') : []),
    ...missLines(explanation, style),
    ...(explanation.needs.length === 0
      ? []
      : hangText(`not known: ${explanation.needs.join(', ')}`, style.width, '  ', '    ').map(style.palette.note)),
    ...(explanation.nextChange === undefined ? [] : [`  time alone can change this at ${explanation.nextChange}`]),
    ...explanation.diagnostics.flatMap(({ code, severity, message }) =>
      hangText(`${severity} ${code}: ${visible(message)}`, style.width, '  ', '    '),
    ),
  ];
}

const keptText = 'The rule does not say so, but a memberOf rule takes nobody out until it is edited.';

/** The rule decided otherwise, so its conditions explain the rule only. */
function differsText({ explanation, verdict }: MembershipExplanation): string {
  const rule = { true: 'gives a member', false: 'gives no member', undecided: 'leaves it open' };
  const stored = { member: 'have one', notMember: 'have none', undecided: 'leave it open' }[verdict];
  return (
    `The rule ${rule[explanation?.verdict ?? 'undecided']} here, but the members that are stored ${stored}: the stored membership ` +
    'differs from what the rule computes.'
  );
}

function decidedLines(
  { decidingLeaves, mode, verdict, differsFromRule }: MembershipExplanation,
  style: TextStyle,
): Lines {
  if (decidingLeaves.length === 0) return [];
  const decided = verdict === 'undecided' ? 'left open by' : 'decided by';
  const words = mode === 'evaluated' && !differsFromRule ? decided : 'the rule alone would decide by';
  return [
    `  ${words}:`,
    ...decidingLeaves.flatMap((leaf) => leafLines(`${visible(leaf.expression)} is ${leaf.verdict}`, leaf, style)),
  ];
}

function missLines({ nearestMiss, explanation }: MembershipExplanation, style: TextStyle): Lines {
  if (nearestMiss.length === 0 || explanation === undefined) return [];
  const goal = explanation.verdict === 'true' ? 'to be out' : 'to be in';
  const count =
    nearestMiss.length === 1 ? 'this would have to change' : `these ${nearestMiss.length} would have to change`;
  return [
    ...hangText(`nearest miss, ${goal} ${count}:`, style.width, '  ', '    '),
    ...nearestMiss.flatMap((leaf) => {
      const wanted = leaf.verdict === 'true' ? 'false' : 'true';
      return leafLines(`${visible(leaf.expression)} would have to be ${wanted}`, leaf, style);
    }),
  ];
}

function leafLines(sentence: string, { property, value }: Explanation, style: TextStyle): Lines {
  const shown = value === undefined ? 'is not known' : `is ${visible(valueText(value))}`;
  const fact = property === undefined || property === 'memberOf' ? '' : ` (${visible(property)} ${shown})`;
  return hangText(`${sentence}${fact}`, style.width, '    ', '      ');
}
