import fc from 'fast-check';
import type { JsonValue } from '../../base/index.ts';
import { printNode, type RuleNode, type RuleObject } from '../../rules/index.ts';
import type { EngineRequest } from './engine-port.ts';
import { checkedRuleArbitrary } from './generate-rules.ts';
import { type GeneratedSubject, subjectRecordsArbitrary } from './generate-subjects.ts';

/** A generated rule and an object for it. */
export interface GeneratedCase {
  readonly object: RuleObject;
  readonly root: RuleNode;
  readonly subject: GeneratedSubject;
}

/** The time at which generated rules are evaluated: their dates are around it. */
const generatedClock = '2026-11-23T00:00:00Z';

/** Rules with a few objects each. */
export const ruleWithSubjectsArbitrary: fc.Arbitrary<readonly GeneratedCase[]> = fc
  .constantFrom<RuleObject>('user', 'user', 'device')
  .chain((object) =>
    fc
      .tuple(checkedRuleArbitrary(object), subjectRecordsArbitrary(object, { minLength: 1, maxLength: 4 }))
      .map(([{ root }, subjects]) => subjects.map((subject) => ({ object, root, subject }))),
  );

/** The request of the line protocol. Halves of surrogate pairs are left out: many languages cannot hold them in a text. */
export function requestOf({ object, root, subject }: GeneratedCase, rule = printNode(root)): EngineRequest {
  const { id, attributes, unknown } = subject;
  return {
    rule: wholeTexts(rule) as string,
    attributes: wholeTexts({ ...attributes, objectId: id }) as Exclude<EngineRequest['attributes'], undefined>,
    ...(unknown.length === 0 ? {} : { unknown }),
    clock: generatedClock,
    kind: object,
  };
}

function wholeTexts(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll(/\p{Surrogate}/gu, '');
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(wholeTexts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wholeTexts(member)]));
}
