import { err, ok, type Result } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { type PlanDocument, planFormatVersion } from './plan-document.ts';
import { planSchema } from './plan-schema.ts';
import { schemaFaults } from './schema-check.ts';
import { cutText } from './value-text.ts';

const again = 'Make the plan again with `tenantlab plan --save`.';

/**
 * Reads a saved plan from parsed JSON. Unknown fields of this major version are ignored; another major version is refused
 * (`plan/unsupported-version`), anything else that is no plan is `plan/invalid-document`. O(size of the document).
 */
export function readPlan(value: unknown): Result<PlanDocument, readonly Diagnostic[]> {
  const version = formatVersionOf(value);
  const major = version === undefined ? undefined : /^(\d{1,9})\.\d{1,9}$/.exec(version)?.[1];
  if (version !== undefined && major !== undefined && major !== planFormatVersion.split('.')[0]) {
    return err([
      createDiagnostic('plan/unsupported-version', {
        message: `Expected a plan of format version 1, found ${version}.`,
        hint: again,
      }),
    ]);
  }
  const faults = schemaFaults(value, planSchema);
  if (isPlan(value, faults)) return ok(value);
  return err(
    faults.map((fault) =>
      createDiagnostic('plan/invalid-document', {
        message: `Expected a plan document; ${cutText(fault, 300)}.`,
        hint: again,
      }),
    ),
  );
}

/** A document without faults has the type that the schema describes. */
function isPlan(_value: unknown, faults: readonly string[]): _value is PlanDocument {
  return faults.length === 0;
}

function formatVersionOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'formatVersion')) return undefined;
  const version: unknown = Reflect.get(value, 'formatVersion');
  return typeof version === 'string' ? version : undefined;
}
