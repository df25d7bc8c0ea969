import { changeSection } from './change.ts';
import { compareSection } from './compare.ts';
import { evaluateSection } from './evaluate.ts';
import { growthSection } from './growth.ts';
import type { Section } from './section.ts';

/** The parts of the engine bench, in the order in which they run. */
export const sections = {
  evaluate: evaluateSection,
  compare: compareSection,
  change: changeSection,
  growth: growthSection,
  /** The honest small end: where a database comes close. */
  small: (options) => compareSection({ ...options, users: 10_000, rules: 500 }),
} satisfies Readonly<Record<string, Section>>;

export type SectionName = keyof typeof sections;

export const sectionNames = Object.keys(sections) as readonly SectionName[];
