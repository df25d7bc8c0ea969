import type { PlanDocument } from './plan-document.ts';

/** Parts of a plan that say what applying it does. */
const comparedParts = ['steps', 'refusals', 'effects'] as const;

/**
 * The parts in which a saved plan and one made anew from the same change set differ; none when applying does what the saved
 * plan says. Unknown fields of the saved plan count as differences only inside those parts.
 */
export function differingParts(saved: PlanDocument, fresh: PlanDocument): readonly string[] {
  return comparedParts.filter((part) => JSON.stringify(saved[part]) !== JSON.stringify(fresh[part]));
}
