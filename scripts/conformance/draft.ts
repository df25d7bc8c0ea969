import type { JsonObject } from '../../src/base/index.ts';
import type { ExpectedAnswer, RuleCase } from '../../src/harness/index.ts';

/** What a case expects, in short: true, false, the attributes needed to decide, or `error KIND [CODE]`. */
export type Expected = boolean | readonly string[] | `error ${string}`;

/** A case before its claim's grade is looked up. */
export type RuleDraft = Omit<RuleCase, 'grade'>;

/** A section as it is written down. */
export interface RuleSectionDraft {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly RuleDraft[];
}

/** What a request has besides its rule. */
export type Extra = Pick<RuleCase, 'unknown' | 'clock' | 'kind'>;

/** One line of a list that is written by hand: claim, rule, attributes, what is expected, and what else the request has. */
export type Line = readonly [
  claim: string,
  rule: string,
  attributes: JsonObject | undefined,
  expected: Expected,
  extra?: Extra,
];

/** Cases of a list, numbered. New lines go to the end, so that no id ever changes its meaning. */
export function listed(prefix: string, lines: readonly Line[]): readonly RuleDraft[] {
  return lines.map(([claim, rule, attributes, expected, extra = {}], index) =>
    draft(`${prefix}-${String(index + 1).padStart(3, '0')}`, claim, rule, expected, { attributes, ...extra }),
  );
}

/** One case. */
export function draft(
  id: string,
  claim: string,
  rule: string,
  expected: Expected,
  request: Extra & { readonly attributes?: JsonObject | undefined } = {},
): RuleDraft {
  const { attributes, ...extra } = request;
  return {
    id,
    claim: `rules/${claim}`,
    rule,
    ...(attributes === undefined ? {} : { attributes }),
    ...extra,
    expected: answerOf(expected),
  };
}

function answerOf(expected: Expected): ExpectedAnswer {
  if (typeof expected === 'boolean') return { verdict: expected ? 'member' : 'notMember' };
  if (typeof expected !== 'string') return { verdict: 'undecided', needs: [...expected].toSorted() };
  const [, kind = '', code] = expected.split(' ');
  return { error: { kind, ...(code === undefined ? {} : { code: `rule/${code}` }) } };
}
