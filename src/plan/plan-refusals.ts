import type { Diagnostic } from '../diagnostics/index.ts';
import type { Outcome } from '../simulation/index.ts';
import type { ObjectRefs } from './object-refs.ts';
import type { PlanDiagnostic, PlanRefusal, PlanStep } from './plan-document.ts';

/** What the service would refuse, in the order of the steps. */
export function listRefusals(
  { refusals }: Outcome,
  steps: readonly PlanStep[],
  refs: ObjectRefs,
): readonly PlanRefusal[] {
  return refusals
    .toSorted((a, b) => a.step - b.step)
    .map(({ step, object, error, diagnostics }) => {
      const line = steps[step]?.line;
      return {
        step,
        ...(line === undefined ? {} : { line }),
        text: steps[step]?.text ?? `step ${step + 1}`,
        ...(object === undefined ? {} : { object: refs.object(object.type, object.row) }),
        error: {
          status: error.status,
          code: error.code,
          message: error.message,
          ...(error.target === undefined ? {} : { target: error.target }),
        },
        diagnostics: diagnostics.map(toPlanDiagnostic),
      };
    });
}

function toPlanDiagnostic({ code, severity, message, span, hint }: Diagnostic): PlanDiagnostic {
  return {
    code,
    severity,
    message,
    ...(span === undefined ? {} : { start: span.start, end: span.end }),
    ...(hint === undefined ? {} : { hint }),
  };
}
