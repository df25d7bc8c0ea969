import {
  err,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ok,
  type Result,
  type SourceText,
} from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import type { CatalogueOverrides, PlanRuleOverride } from '../../licensing/index.ts';
import { describeIssue, describeValue } from '../change-set/describe-issue.ts';
import { collectSpans, type ParsedYaml, parseYaml } from '../yaml/index.ts';
import { knownKeysAt, licenseCatalogueFrameSchema, planRuleSchemas } from './license-catalogue-schema.ts';

const codes = {
  syntax: 'license/syntax',
  duplicateKey: 'license/duplicate-key',
  tooComplex: 'license/too-complex',
  unknownKey: 'license/unknown-key',
  missingKey: 'license/missing-key',
  wrongType: 'license/wrong-type',
} as const;

const ruleKinds = ['conflicts', 'compatible', 'requires'] as const;

/**
 * Reads a file that adds to the license catalogue or overrides it, from YAML or JSON. Keys and the kinds of values are checked, and
 * all faults are returned at once, in the order of the file; whether names are known is seen when the catalogue is extended. Never
 * throws for bad text.
 */
export function readLicenseCatalogue(source: SourceText): Result<CatalogueOverrides, readonly Diagnostic[]> {
  const parsed = parseYaml(source, codes);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const { value } = document;
  if (!isJsonObject(value)) {
    const message = `A license catalogue file is a mapping with version and skus or the like, found ${describeValue(value)}.`;
    return err([createDiagnostic(codes.wrongType, { message, source, span: document.spanAt([]) })]);
  }
  const checked = licenseCatalogueFrameSchema.safeParse(value);
  const faults = (checked.error?.issues ?? []).flatMap((issue) =>
    describeIssue(source, document, [], issue, knownKeysAt, codes),
  );
  const rules = Object.hasOwn(value, 'planRules') ? value['planRules'] : undefined;
  const planRules = Array.isArray(rules)
    ? (rules as readonly JsonValue[]).map((rule, index) => readRule(source, document, rule, index))
    : [];
  faults.push(...planRules.flatMap((rule) => (rule.ok ? [] : rule.error)));
  if (faults.length > 0) return err(faults.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)));
  // The schemas have shown that the sections are what their types say.
  const sections = value as Omit<CatalogueOverrides, 'name' | 'planRules'>;
  return ok({
    ...(sections.date === undefined ? {} : { date: sections.date }),
    ...(sections.servicePlans === undefined ? {} : { servicePlans: sections.servicePlans }),
    ...(sections.skus === undefined ? {} : { skus: sections.skus }),
    ...(sections.prohibitedLocations === undefined ? {} : { prohibitedLocations: sections.prohibitedLocations }),
    ...(sections.prices === undefined ? {} : { prices: sections.prices }),
    planRules: planRules.flatMap((rule) => (rule.ok ? [rule.value] : [])),
    name: source.name,
    source,
    spans: collectSpans(document, [], value),
  });
}

function readRule(
  source: SourceText,
  document: ParsedYaml,
  rule: JsonValue,
  index: number,
): Result<PlanRuleOverride, readonly Diagnostic[]> {
  const path = ['planRules', index];
  const fail = (
    message: string,
    at: readonly (string | number)[],
    hint?: string,
  ): Result<never, readonly Diagnostic[]> =>
    err([
      createDiagnostic(codes.wrongType, {
        message,
        source,
        span: document.spanAt([...path, ...at]),
        ...(hint === undefined ? {} : { hint }),
      }),
    ]);
  if (!isJsonObject(rule)) return fail(`A plan rule is a mapping, found ${describeValue(rule)}.`, []);
  const kind = kindOf(rule);
  if (kind === undefined) {
    const found = Object.hasOwn(rule, 'kind') ? rule['kind'] : undefined;
    if (found === undefined) return fail('A plan rule needs rule, to change a known one, or kind, to add one.', []);
    const hint = typeof found === 'string' ? didYouMean(found, ruleKinds) : undefined;
    return fail(`"kind" must be ${ruleKinds.join(', ')}, found ${describeValue(found)}.`, ['kind'], hint);
  }
  const schema = planRuleSchemas[kind];
  const checked = schema.safeParse(rule);
  if (!checked.success) {
    const known = Object.keys(schema.shape);
    return err(
      checked.error.issues.flatMap((issue) => describeIssue(source, document, path, issue, () => known, codes)),
    );
  }
  const fields = kind === 'rule' ? { ...rule, kind: 'change' } : rule;
  return ok(fields as unknown as PlanRuleOverride);
}

function kindOf(rule: JsonObject): keyof typeof planRuleSchemas | undefined {
  if (Object.hasOwn(rule, 'rule')) return 'rule';
  return Object.hasOwn(rule, 'kind') ? ruleKinds.find((kind) => kind === rule['kind']) : undefined;
}
