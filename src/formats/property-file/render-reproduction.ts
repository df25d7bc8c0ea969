import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { ChangeStep, Tenant } from '../../model/index.ts';
import { renderStep } from '../change-set/index.ts';
import { renderInlineTenant } from '../folder/index.ts';

/** What a reproduction holds. */
export interface Reproduction {
  readonly name: string;
  /** Lines that say what goes wrong, for people. */
  readonly comment: readonly string[];
  /** The claim as it was written: `{ never: { ... } }`. */
  readonly claim: JsonObject;
  readonly semantics: Readonly<Record<string, string>>;
  readonly tenant: Tenant;
  readonly changes: readonly ChangeStep[];
  /** How it was found. */
  readonly found: JsonObject;
}

/**
 * A failure as one file that runs anywhere: the property, the smallest tenant and the changes. Reading it again gives the same
 * tenant and the same changes. Values stand as JSON, one per line.
 */
export function renderReproduction(reproduction: Reproduction): string {
  const { name, comment, claim, semantics, tenant, changes, found } = reproduction;
  const lines = comment.map((line) => `# ${line}`.trimEnd().replaceAll(/\p{C}|[\u2028\u2029]/gu, ' '));
  lines.push('version: 1', 'properties:', `  - name: ${scalar(name)}`);
  for (const [kind, value] of Object.entries(claim)) lines.push(`    ${kind}: ${scalar(value)}`);
  if (Object.keys(semantics).length > 0) lines.push(`semantics: ${scalar(semantics)}`);
  lines.push('tenant:', renderInlineTenant(tenant, 2).trimEnd());
  if (changes.length > 0) lines.push('changes:', ...changes.map((step) => `  - ${scalar(renderStep(step))}`));
  lines.push(`found: ${scalar(found)}`);
  return `${lines.join('\n')}\n`;
}

/** JSON is YAML as well, apart from signs that YAML refuses to read as they stand. */
function scalar(value: JsonValue): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
