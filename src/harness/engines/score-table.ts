import type { SuiteReport, CaseReport } from '../report/index.ts';

/** Passed of those that were run, of one section or grade. */
export interface Score {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly skipped: number;
}

/** The score of every section, in their order. */
export function scoreBySection(suites: readonly SuiteReport[]): readonly Score[] {
  return suites.map(({ name, cases }) => scoreOf(name, cases));
}

/** The score of every grade that occurs, best supported first. */
export function scoreByGrade(suites: readonly SuiteReport[]): readonly Score[] {
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

function scoreOf(name: string, cases: readonly CaseReport[]): Score {
  const skipped = cases.filter(({ status }) => status === 'skipped').length;
  const passed = cases.filter(({ status }) => status === 'passed').length;
  return { name, passed, total: cases.length - skipped, skipped };
}
