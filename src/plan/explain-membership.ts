import { formatInstant } from '../base/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { memberRelations } from '../directory/index.ts';
import { linkedRows, type ObjectType } from '../model/index.ts';
import {
  compileRule,
  decidingLeaves,
  type Explanation,
  explainRow,
  nearestMiss,
  needsOf,
  nextClockChange,
  type Verdict,
} from '../rules/index.ts';
import type { DynamicMode, DynamicState, Holder, Settled } from '../simulation/index.ts';
import { findNestedPath } from './nested-path.ts';
import { createObjectRefs, type ObjectRefs } from './object-refs.ts';
import type { HolderRef, ObjectRef } from './plan-document.ts';
import { createRowContext, dynamicStateOf, type ExplainDeps } from './settled-context.ts';

/** Why one object is a member of a group or administrative unit, is not, or cannot be said to be. */
export interface MembershipExplanation {
  readonly member: ObjectRef;
  readonly holder: HolderRef;
  readonly verdict: Verdict;
  readonly mode: 'assigned' | DynamicMode;
  /** The instant for which this is said. */
  readonly clock: string;
  /** False once the object is deleted. */
  readonly isActive: boolean;
  /** A memberOf rule takes nobody out until it is edited: a member although the rule says no (spec rules 8.2). */
  readonly isKept: boolean;
  /**
   * The members at hand are not those that the rule gives, and nothing that the service does explains it: the tenant contradicts
   * itself, or the program does.
   */
  readonly differsFromRule: boolean;
  /** Groups from the holder down to the one that holds the member; empty for a direct member. */
  readonly nestedPath: readonly HolderRef[];
  /** The rule as written, with the value of every part for this object; absent where no rule applies to it. */
  readonly rule?: string;
  readonly explanation?: Explanation;
  readonly decidingLeaves: readonly Explanation[];
  /** A smallest set of conditions that would have to turn out otherwise for the rule to say the opposite. */
  readonly nearestMiss: readonly Explanation[];
  /** What would have to be known to decide: documented property names, or `members` of a group. */
  readonly needs: readonly string[];
  /** When time alone can next change what the rule says. */
  readonly nextChange?: string;
  /** Why the rule is not evaluated, and its warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Explains one membership in a settled tenant. For a dynamic holder: the value of each condition, the ones that decided, and
 * the nearest miss. For an assigned one: whether it is direct, and if not, through which groups. O(rule), or O(nested groups).
 */
export function explainMembership(
  settled: Settled,
  memberType: ObjectType,
  memberRow: number,
  holder: Holder,
  deps: ExplainDeps,
): MembershipExplanation {
  const refs = createObjectRefs(settled.tenant);
  const common = {
    member: refs.object(memberType, memberRow),
    holder: refs.holder(holder),
    clock: formatInstant(settled.tenant.clock),
    isActive: settled.tenant.populations[memberType].isActive(memberRow),
  };
  const state = dynamicStateOf(settled, holder);
  return state === undefined
    ? { ...common, ...explainAssigned(settled, memberType, memberRow, holder, refs) }
    : { ...common, ...explainDynamic(settled, memberType, memberRow, state, deps) };
}

/**
 * Says whether an object is a member in a settled tenant: the verdict of {@link explainMembership} without the reasons. O(1), or
 * O(nested groups) for an assigned group.
 */
export function membershipVerdict(
  settled: Settled,
  memberType: ObjectType,
  memberRow: number,
  holder: Holder,
): Verdict {
  const state = dynamicStateOf(settled, holder);
  if (state !== undefined) return memberType === state.memberType ? statedVerdict(state, memberRow) : 'notMember';
  const refs = createObjectRefs(settled.tenant);
  return explainAssigned(settled, memberType, memberRow, holder, refs).verdict;
}

type Explained = Omit<MembershipExplanation, 'member' | 'holder' | 'clock' | 'isActive'>;

const noRule = { isKept: false, differsFromRule: false, decidingLeaves: [], nearestMiss: [], diagnostics: [] } as const;

function explainAssigned(
  settled: Settled,
  memberType: ObjectType,
  row: number,
  holder: Holder,
  refs: ObjectRefs,
): Explained {
  const links = settled.tenant.relations[memberRelations[holder.type]].get(holder.row);
  const common = { ...noRule, mode: 'assigned', nestedPath: [] } as const;
  if (linkedRows(links, memberType).has(row)) return { ...common, verdict: 'member', needs: [] };
  if (holder.type === 'group') {
    const nested = findNestedPath(settled, memberType, row, holder);
    if (nested.path !== undefined) {
      return { ...common, verdict: 'member', nestedPath: nested.path.map((group) => refs.holder(group)), needs: [] };
    }
    if (!nested.isComplete) return { ...common, verdict: 'undecided', needs: ['members'] };
  }
  return links === undefined
    ? { ...common, verdict: 'undecided', needs: ['members'] }
    : { ...common, verdict: 'notMember', needs: [] };
}

function explainDynamic(
  settled: Settled,
  memberType: ObjectType,
  row: number,
  state: DynamicState,
  deps: ExplainDeps,
): Explained {
  const { mode, diagnostics, members, rule } = state;
  const common = { mode, nestedPath: [], diagnostics, ...(rule === undefined ? {} : { rule: rule.text }) } as const;
  if (memberType !== state.memberType) return { ...common, ...noRule, diagnostics, verdict: 'notMember', needs: [] };
  const stated = statedVerdict(state, row);
  if (rule === undefined) {
    return { ...common, ...noRule, diagnostics, verdict: stated, needs: members === undefined ? ['members'] : [] };
  }
  const program = compileRule(rule, deps.semantics);
  const context = createRowContext(settled, state.memberType, row, deps.cache);
  const explanation = explainRow(program, context, row);
  const isSame = mode !== 'evaluated' || stated === verdictOfRule[explanation.verdict];
  const isKept = !isSame && stated === 'member' && rule.root.kind === 'memberOf';
  const isActive = settled.tenant.populations[memberType].isActive(row);
  const next = program.usesClock ? nextClockChange(program, context, row) : undefined;
  return {
    ...common,
    verdict: stated,
    isKept,
    differsFromRule: !isSame && !isKept && isActive,
    explanation,
    decidingLeaves: decidingLeaves(explanation),
    nearestMiss: nearestMiss(explanation),
    needs: mode === 'evaluated' ? needsOf(explanation) : members === undefined ? ['members'] : [],
    ...(next === undefined ? {} : { nextChange: formatInstant(next) }),
  };
}

const verdictOfRule: Readonly<Record<Explanation['verdict'], Verdict>> = {
  true: 'member',
  false: 'notMember',
  undecided: 'undecided',
};

/** What the members at hand say: computed ones, or the last known ones of a rule that is not evaluated. */
function statedVerdict({ members, undecided }: DynamicState, row: number): Verdict {
  if (members === undefined || undecided.has(row)) return 'undecided';
  return members.has(row) ? 'member' : 'notMember';
}
