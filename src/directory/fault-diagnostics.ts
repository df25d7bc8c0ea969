import type { SourceText } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ChangeStep } from '../model/index.ts';
import type { Fault } from './fault.ts';
import { locateRule, spanOf } from './locate.ts';

/** A fault as diagnostics in the file of the change set: where in the step, then where in the rule if one is at fault. */
export function faultDiagnostics(fault: Fault, step: ChangeStep, source: SourceText): readonly Diagnostic[] {
  const path = pathOf(step, fault.place);
  const message = fault.detail ?? fault.error.message;
  const own = createDiagnostic(fault.code, {
    message,
    span: spanOf(step, path),
    source,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
  });
  if (fault.rule === undefined || fault.rule.diagnostics.length === 0) return [own];
  return [own, ...locateRule(fault.rule.diagnostics, fault.rule.text, 'membershipRule', step, path ?? '', source)];
}

function pathOf(step: ChangeStep, place: string | undefined): string | undefined {
  if (place === undefined || step.spans.has(place)) return place;
  const parent = step.kind === 'create' ? 'with' : 'set';
  if (step.kind !== 'create' && step.kind !== 'update') return place;
  const known = [...step.spans.keys()].find((path) => path === `${parent}.${place}` || path.endsWith(`.${place}`));
  return known ?? `${parent}.${place}`;
}
