import { claims } from '../docs/parity-page.ts';
import type { ConformanceSection } from '../../src/harness/index.ts';
import { collectionSections } from './collections.ts';
import { lexicalSections } from './lexical.ts';
import { licenseListSections } from './license-lists.ts';
import { licenseTableSections } from './license-tables.ts';
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
  const rules = ruleSections.map(({ id, title, cases }): ConformanceSection => ({
    id: `rules/${id}`,
    title,
    kind: 'rules',
    cases: cases.map(graded),
  }));
  const licenses = licenseSections.map(({ id, title, cases }): ConformanceSection => ({
    id: `licenses/${id}`,
    title,
    kind: 'licenses',
    cases: cases.map(graded),
  }));
  return [...rules, ...licenses];
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

const licenseSections = [...licenseTableSections, ...licenseListSections];

const gradesById = new Map(claims.map(({ id, grade }) => [id, grade]));

/** The case with the grade of its claim, keys in the order in which people read them. */
function graded<Draft extends { readonly id: string; readonly claim: string }>({ id, claim, ...rest }: Draft) {
  const grade = gradesById.get(claim);
  if (grade === undefined) throw new Error(`${id} names a claim that does not exist: ${claim}`);
  return { id, claim, grade, ...rest };
}
