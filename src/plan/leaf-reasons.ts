import type { Population } from '../model/index.ts';
import { notKnownCode } from '../model/index.ts';
import { type EvaluationContext, type Explanation, explainRow, needsOf, type RuleProgram } from '../rules/index.ts';
import { type Holder, holderKey, type Outcome } from '../simulation/index.ts';
import { decidingLinks } from './leaf-links.ts';
import type { ReasonLink } from './plan-document.ts';
import { createProgramCache, createSettledContext, dynamicStateOf, type ExplainDeps } from './settled-context.ts';

/** What the rule of a holder says about a row after the change, and what is missing where it says nothing. */
export interface LeafReason {
  readonly links: readonly ReasonLink[];
  readonly needs: readonly string[];
}

/** Explains rows by the rules in force after the change; rows that agree in all that a rule reads share one explanation. */
export interface LeafReasons {
  /** Undefined when the holder has no rule that is being evaluated. */
  reasonFor(holder: Holder, row: number): LeafReason | undefined;
  /** The rule in force after the change, or the one before it where there is none any more. */
  programOf(holder: Holder): RuleProgram | undefined;
}

interface HolderExplainer {
  readonly program: RuleProgram;
  explain(row: number): LeafReason;
}

/** Creates {@link LeafReasons} for the end of a simulation. */
export function createLeafReasons(outcome: Outcome, deps: ExplainDeps): LeafReasons {
  const programFor = createProgramCache(deps.semantics);
  const explainers = new Map<string, HolderExplainer | undefined>();
  const explainerOf = (holder: Holder): HolderExplainer | undefined => {
    const key = holderKey(holder);
    if (!explainers.has(key)) explainers.set(key, createExplainer(outcome, holder, deps, programFor));
    return explainers.get(key);
  };
  return {
    reasonFor: (holder, row) => explainerOf(holder)?.explain(row),
    programOf: (holder) =>
      explainerOf(holder)?.program ??
      programFor(dynamicStateOf(outcome.after, holder)) ??
      programFor(dynamicStateOf(outcome.before, holder)),
  };
}

function createExplainer(
  { before, after }: Outcome,
  holder: Holder,
  deps: ExplainDeps,
  programFor: ReturnType<typeof createProgramCache>,
): HolderExplainer | undefined {
  const state = dynamicStateOf(after, holder);
  const program = programFor(state);
  if (state?.mode !== 'evaluated' || program === undefined) return undefined;
  const now = createSettledContext(after, state.memberType, deps.cache);
  const then = createSettledContext(before, state.memberType, deps.cache);
  const signatureOf = createSignature(program, then, now);
  const known = new Map<string, LeafReason>();
  const make = (row: number): LeafReason => {
    const explanation = explainRow(program, now, row);
    const earlier: Explanation | undefined =
      row < then.population.size && then.population.isActive(row) ? explainRow(program, then, row) : undefined;
    return { links: decidingLinks(explanation, earlier), needs: needsOf(explanation) };
  };
  return {
    program,
    explain: (row) => {
      const signature = signatureOf(row);
      if (signature === undefined) return make(row);
      let reason = known.get(signature);
      if (reason === undefined) {
        reason = make(row);
        known.set(signature, reason);
      }
      return reason;
    },
  };
}

/** A text that is equal for rows which the rule cannot tell apart, before and after; undefined when it reads ids. */
function createSignature(
  { sources, groupIds }: RuleProgram,
  then: EvaluationContext,
  now: EvaluationContext,
): (row: number) => string | undefined {
  if (sources.includes('id')) return () => undefined;
  const columnsOf = (population: Population) => sources.map((name) => population.column(name));
  const [columnsThen, columnsNow] = [columnsOf(then.population), columnsOf(now.population)];
  const membersThen = groupIds.map((id) => then.membersOf(id).known);
  const membersNow = groupIds.map((id) => now.membersOf(id).known);
  return (row) => {
    let signature = row < then.population.size && then.population.isActive(row) ? 'old' : 'new';
    for (const column of columnsThen) signature += ` ${column?.codeAt(row) ?? notKnownCode}`;
    for (const column of columnsNow) signature += ` ${column?.codeAt(row) ?? notKnownCode}`;
    for (const members of membersThen) signature += members.has(row) ? '+' : '-';
    for (const members of membersNow) signature += members.has(row) ? '+' : '-';
    return signature;
  };
}
