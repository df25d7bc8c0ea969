import { notKnownCode, type Population } from '../model/index.ts';
import { type Explanation, explainRow, needsOf, type RuleProgram } from '../rules/index.ts';
import { type Holder, holderKey, type Outcome } from '../simulation/index.ts';
import { decidingLinks } from './leaf-links.ts';
import type { ReasonLink } from './plan-document.ts';
import { createProgramCache, createRowContext, dynamicStateOf, type ExplainDeps } from './settled-context.ts';

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
  const populations = {
    earlier: before.tenant.populations[state.memberType],
    now: after.tenant.populations[state.memberType],
  };
  const signatureOf = createSignature(program, populations);
  const known = new Map<string, LeafReason>();
  const explain = (settled: Outcome['after'], row: number): Explanation =>
    explainRow(program, createRowContext(settled, state.memberType, row, deps.cache), row);
  const make = (row: number): LeafReason => {
    const explanation = explain(after, row);
    const earlier = existed(populations.earlier, row) ? explain(before, row) : undefined;
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

/** A text that is equal for rows which the rule cannot tell apart, before and after; undefined when it reads ids or groups. */
function createSignature(
  { sources, groupIds }: RuleProgram,
  { earlier, now }: { readonly earlier: Population; readonly now: Population },
): (row: number) => string | undefined {
  if (sources.includes('id') || groupIds.length > 0) return () => undefined;
  const columns = [earlier, now].flatMap((population) => sources.map((name) => population.column(name)));
  return (row) => {
    let signature = existed(earlier, row) ? 'old' : 'new';
    for (const column of columns) signature += ` ${column?.codeAt(row) ?? notKnownCode}`;
    return signature;
  };
}

function existed(population: Population, row: number): boolean {
  return row < population.size && population.isActive(row);
}
