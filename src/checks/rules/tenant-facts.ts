import { foldOrdinal, parseInstant } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, nearestNames } from '../../diagnostics/index.ts';
import { firstValueCode } from '../../model/index.ts';
import type { Check, People } from '../check.ts';
import { comparisonsOf } from '../rule-walk.ts';
import { countAndNames, nounOf } from '../words.ts';

/** When memberOf rules stopped updating. Claim `rules/8.2-preview-ended`. */
const memberOfEnd = parseInstant('2026-11-03T00:00:00Z') ?? 0;

/** Nobody, or everybody. */
export const reach: Check = {
  id: 'lint/matches-nobody',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined || rule.root.kind === 'memberOf') return [];
    const { members, undecided } = people.evaluate(rule.root);
    const { active } = people;
    const findings: Diagnostic[] = [];
    if (undecided.size > 0) {
      findings.push(
        createDiagnostic('lint/undecided-people', {
          message: `The rule cannot be decided for ${countAndNames(people, undecided)}.`,
          span: rule.root.span,
        }),
      );
    }
    if (active.size === 0) return findings;
    if (members.size === 0 && undecided.size === 0) {
      findings.push(
        createDiagnostic('lint/matches-nobody', {
          message: `None of ${active.size} ${nounOf(people, active.size)} satisfies the rule.`,
          span: rule.root.span,
        }),
      );
    }
    if (members.size === active.size) {
      findings.push(
        createDiagnostic('lint/matches-everybody', {
          message: `All ${active.size} ${nounOf(people, active.size)} satisfy the rule.`,
          span: rule.root.span,
        }),
      );
    }
    return findings;
  },
};

/** A text in -eq or -in that no active object has. */
export const unknownValue: Check = {
  id: 'lint/unknown-value',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule === undefined || people === undefined) return [];
    return comparisonsOf(rule.root).flatMap(({ operator, value, property, span }): Diagnostic[] => {
      const texts = value.kind === 'text' ? [value.value] : value.kind === 'list' ? value.values : [];
      if (
        (operator !== 'eq' && operator !== 'in') ||
        texts.length === 0 ||
        property.type !== 'string' ||
        property.isFirstElement === true
      )
        return [];
      const held = property.source === 'id' ? undefined : heldValues(people, property.source);
      if (held === undefined) return [];
      return texts
        .filter((text) => !held.has(foldOrdinal(text)))
        .map((text) => {
          const near = nearestNames(text, held.values()).filter((name) => foldOrdinal(name) !== foldOrdinal(text));
          return createDiagnostic('lint/unknown-value', {
            message: `No active ${people.population.type} has ${property.name} "${text}".`,
            span,
            ...(near.length === 0 ? {} : { hint: `Near it: ${near.map((name) => `"${name}"`).join(', ')}.` }),
          });
        });
    });
  },
};

/** A memberOf rule at a time when such rules are frozen. */
export const memberOfFrozen: Check = {
  id: 'lint/member-of-frozen',
  needsTenant: true,
  run: ({ rule, people }) => {
    if (rule?.root.kind !== 'memberOf' || people === undefined || people.now < memberOfEnd) return [];
    return [
      createDiagnostic('lint/member-of-frozen', {
        message: 'This group keeps the members it had on 3 November 2026, whatever happens to its source groups.',
        span: rule.root.span,
        hint: 'Write a rule over attributes, or assign the members.',
      }),
    ];
  },
};

const heldValuesByPeople = new WeakMap<People, Map<string, ReadonlyMap<string, string>>>();

/** The values of a property that active objects have, by folded text; undefined when it was not exported for anybody. */
function heldValues(people: People, source: string): ReadonlyMap<string, string> | undefined {
  let bySource = heldValuesByPeople.get(people);
  if (bySource === undefined) {
    bySource = new Map();
    heldValuesByPeople.set(people, bySource);
  }
  const known = bySource.get(source);
  if (known !== undefined) return known;
  const column = people.population.column(source);
  if (column === undefined) return undefined;
  const codes = new Set<number>();
  people.active.forEach((row) => codes.add(column.codeAt(row)));
  const values = new Map<string, string>();
  for (const code of codes) {
    if (code >= firstValueCode) values.set(foldOrdinal(column.dictionary.textAt(code)), column.dictionary.textAt(code));
  }
  bySource.set(source, values);
  return values;
}
