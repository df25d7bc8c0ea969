import { claims } from '../docs/parity-page.ts';
import type { ConformanceSection, RuleCase } from '../../src/harness/index.ts';
import { collectionSections } from './collections.ts';
import type { RuleDraft } from './draft.ts';
import { lexicalSections } from './lexical.ts';
import { logicSections } from './logic.ts';
import { operatorTypeSections } from './operator-types.ts';
import { patternSections } from './patterns.ts';
import { propertySections } from './properties.ts';
import { specialSections } from './special-forms.ts';
import { textSections } from './text-operators.ts';
import { typedSections } from './typed-operators.ts';

/** Version of the suite: patch for corrections, minor for new cases, major for another shape. */
export const suiteVersion = '1.0.0';

/** Every section of the suite. */
export function conformanceSections(): readonly ConformanceSection[] {
  return ruleSections.map(({ id, title, cases }) => ({
    id: `rules/${id}`,
    title,
    kind: 'rules',
    cases: cases.map(graded),
  }));
}

const ruleSections = [
  ...textSections,
  ...typedSections,
  ...collectionSections,
  ...logicSections,
  ...operatorTypeSections,
  ...propertySections,
  ...lexicalSections,
  ...patternSections,
  ...specialSections,
];

const gradesById = new Map(claims.map(({ id, grade }) => [id, grade]));

function graded({ id, claim, ...rest }: RuleDraft): RuleCase {
  const grade = gradesById.get(claim);
  if (grade === undefined) throw new Error(`${id} names a claim that does not exist: ${claim}`);
  return { id, claim, grade, ...rest };
}
