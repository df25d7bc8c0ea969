import { decidingLeaves, type Explanation } from '../rules/index.ts';
import type { LeafLink, ReasonLink } from './plan-document.ts';
import { cutText, valueText } from './value-text.ts';

/** Most conditions that one chain names; an -or of fifty false ones is not made clearer by all fifty. */
const mostLeaves = 5;
const longestExpression = 300;

/** A condition with the value it looked at, as a link. */
function leafLink({ expression, verdict, property, value }: Explanation): LeafLink {
  const holds = verdict === 'undecided' ? null : verdict === 'true';
  return {
    kind: 'leaf',
    expression,
    ...(property === undefined ? {} : { property }),
    ...(value === undefined ? {} : { value }),
    holds,
    text: `${cutText(expression, longestExpression)} is ${verdict}${valuePart(property, value, verdict)}`,
  };
}

function valuePart(property: string | undefined, value: Explanation['value'], verdict: string): string {
  if (property === undefined) return '';
  if (property === 'memberOf') return verdict === 'undecided' ? ': not all members of the group are known' : '';
  if (value === undefined) return `: ${property} is not known`;
  return `: ${property} is ${value === null ? 'empty' : valueText(value)}`;
}

/**
 * The conditions that decided a verdict. Those that read otherwise before the change come alone, if there are any: the rest
 * decided then as now.
 */
export function decidingLinks(after: Explanation, before: Explanation | undefined): readonly ReasonLink[] {
  const deciding = decidingLeaves(after);
  const earlier = before === undefined ? undefined : verdictsBySpan(before);
  const changed = deciding.filter((leaf) => earlier !== undefined && earlier.get(leaf.span.start) !== leaf.verdict);
  const leaves = changed.length > 0 ? changed : deciding;
  const links: ReasonLink[] = leaves.slice(0, mostLeaves).map(leafLink);
  const rest = leaves.length - links.length;
  if (rest > 0)
    links.push({
      kind: 'moreLeaves',
      count: rest,
      text: `${rest} more ${rest === 1 ? 'condition' : 'conditions'} likewise`,
    });
  return links;
}

function verdictsBySpan(explanation: Explanation): ReadonlyMap<number, string> {
  const verdicts = new Map<number, string>();
  const visit = (node: Explanation): void => {
    if (node.kind === 'leaf') verdicts.set(node.span.start, node.verdict);
    else node.children.forEach(visit);
  };
  visit(explanation);
  return verdicts;
}
