import type { CaseReport, SuiteReport, TestScore } from '../report/index.ts';
import { expectedFailureTag } from './run-rule-sections.ts';

/** The score of every section, in their order. */
export function scoreBySection(suites: readonly SuiteReport[]): readonly TestScore[] {
  return suites.map(({ name, cases }) => scoreOf(name, cases));
}

/** The score of every grade that occurs, best supported first. */
export function scoreByGrade(suites: readonly SuiteReport[]): readonly TestScore[] {
  const cases = suites.flatMap((suite) => suite.cases);
  return ['documented', 'observed', 'assumed']
    .map((grade) =>
      scoreOf(
        grade,
        cases.filter(({ tags }) => tags.includes(grade)),
      ),
    )
    .filter(({ total, skipped }) => total + skipped > 0);
}

function scoreOf(name: string, cases: readonly CaseReport[]): TestScore {
  const skipped = cases.filter(({ status }) => status === 'skipped').length;
  const passed = cases.filter(({ status, tags }) => status === 'passed' && !tags.includes(expectedFailureTag)).length;
  return { name, passed, total: cases.length - skipped, skipped };
}
