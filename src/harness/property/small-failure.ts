import { InvariantError } from '../../base/index.ts';
import type { Tenant } from '../../model/index.ts';
import type { Violation } from './judge-state.ts';
import { type Claim, groupsOfClaim, isAboutMoves } from './policy-property.ts';
import { reduceTrial } from './reduce-trial.ts';
import { type PlayedTrial, playTrial, type Trial, type TrialDeps } from './trial.ts';

/** A violation, made as small as it gets. */
export interface PropertyFailure {
  readonly trial: Trial;
  readonly played: PlayedTrial;
  /** The first violation of the small trial. */
  readonly violation: Violation;
  /** People for whom the tenant as it is violates the property. */
  readonly people?: number;
  /** How it was found: absent for the tenant as it is. */
  readonly found?: {
    readonly runs: number;
    readonly shrinks: number;
    readonly path: string;
    readonly ops?: string;
  };
}

/** The smallest trial that still fails, played once more. `isByChange`: it holds before anything is changed. */
export function smallFailure(
  claim: Claim,
  trial: Trial,
  deps: TrialDeps,
  isByChange = false,
): Pick<PropertyFailure, 'trial' | 'played' | 'violation'> {
  const first = playTrial(claim, trial, deps);
  const suspects = new Set(first.violations.slice(0, 1).flatMap((violation) => suspectIds(violation, first)));
  const isFailing = (candidate: Trial): boolean => {
    const { violations, played } = playTrial(claim, candidate, deps);
    return violations.length > 0 && (played > 0 || !isByChange);
  };
  const small = reduceTrial(trial, isFailing, {
    keep: new Set([...groupsOfClaim(claim), ...seatIds(trial.tenant, first.violations)]),
    keepsLastStep: isAboutMoves(claim),
    suspects,
  });
  const played = playTrial(claim, small, deps);
  const [violation] = played.violations;
  if (violation === undefined) throw new InvariantError('a trial that was made smaller does not fail');
  return { trial: { ...small, steps: small.steps.slice(0, Math.max(played.played, 0)) }, played, violation };
}

/** Without its subscription a SKU has no seats at all, which would be another failure. */
function seatIds({ populations: { subscription } }: Tenant, [violation]: readonly Violation[]): readonly string[] {
  if (violation?.kind !== 'seats') return [];
  return Array.from({ length: subscription.size }, (_, row) => subscription.idAt(row));
}

function suspectIds(violation: Violation, { after }: PlayedTrial): readonly string[] {
  return violation.kind === 'seats' ? [] : [after.tenant.populations[violation.type].idAt(violation.row)];
}
