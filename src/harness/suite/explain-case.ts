import { createDiagnostic } from '../../diagnostics/index.ts';
import {
  decidingLinks,
  explainMembership,
  labelOfRef,
  type MembershipExplanation,
  valueText,
} from '../../plan/index.ts';
import type { Holder } from '../../simulation/index.ts';
import type { DecidingRule } from '../report/index.ts';
import type { BoundObject } from './bind-suite.ts';
import type { CheckContext } from './finding.ts';

/** Why an object is in a group or not, as reports tell it. */
export interface MemberReasons {
  readonly rules: readonly DecidingRule[];
  readonly because: readonly string[];
  readonly hint: string | undefined;
  readonly explanation: MembershipExplanation;
}

/** Explains a membership for a failure: the rule with its values, the causes in words, what would change the answer. */
export function explainCase(context: CheckContext, object: BoundObject, holder: Holder): MemberReasons {
  const { scene, options } = context;
  const { semantics, cache } = scene.deps;
  const explained = explainMembership(scene.settled, object.type, object.row, holder, { semantics, cache });
  const { rule, explanation } = explained;
  const group = labelOfRef(explained.holder);
  const place = rule === undefined ? undefined : options.placeOfRule?.(explained.holder);
  return {
    explanation: explained,
    rules:
      rule === undefined || explanation === undefined
        ? []
        : [
            {
              title: `rule of ${JSON.stringify(group)}`,
              subject: labelOfRef(explained.member),
              rule,
              explanation,
              ...(place === undefined ? {} : { place }),
            },
          ],
    because: [...causes(explained, group), ...plannedCauses(context, explained)],
    hint: hintOf(explained),
  };
}

function causes(explained: MembershipExplanation, group: string): readonly string[] {
  const { mode, explanation, nestedPath, verdict, needs, diagnostics } = explained;
  if (mode === 'paused') return [`the rule of ${valueText(group)} is paused: it keeps its last members`];
  if (mode === 'frozen') return [`the rule of ${valueText(group)} is frozen: it keeps its last members`];
  if (mode === 'failed') {
    const reason =
      diagnostics[0]?.message ?? createDiagnostic('dynamic/rule-not-known', { message: 'it is not known' }).message;
    return [`the rule of ${valueText(group)} is refused: ${reason}`];
  }
  if (explanation !== undefined) return decidingLinks(explanation, undefined).map(({ text }) => text);
  if (nestedPath.length > 0) {
    const path = nestedPath.map((holder) => valueText(labelOfRef(holder))).join(' -> ');
    return [`a member through nested groups: ${path}`];
  }
  if (mode === 'assigned' && verdict === 'member') return [`added to ${valueText(group)} by hand`];
  if (verdict === 'undecided') return [`not known: ${needs.join(', ')}`];
  return mode === 'assigned' ? [`nobody added them to ${valueText(group)}, which is assigned by hand`] : [];
}

/** What the plan of the case says about the same membership. */
function plannedCauses({ scene }: CheckContext, { member, holder }: MembershipExplanation): readonly string[] {
  const plan = scene.played?.plan();
  const entry = plan?.effects.memberships.find(
    (one) => one.member.id === member.id && one.group.id === holder.id && !one.transient,
  );
  return entry === undefined ? [] : entry.because.flatMap((link) => (link.kind === 'leaf' ? [] : [link.text]));
}

function hintOf({ verdict, nearestMiss, needs, mode }: MembershipExplanation): string | undefined {
  if (verdict === 'undecided' && needs.length > 0) return `To decide, it would have to be known: ${needs.join(', ')}.`;
  if (mode !== 'evaluated' || nearestMiss.length === 0) return undefined;
  const parts = nearestMiss.map(
    ({ expression, verdict: held }) => `${expression} were ${held === 'true' ? 'false' : 'true'}`,
  );
  return `The answer would be the other one if ${parts.join(' and ')}.`;
}
