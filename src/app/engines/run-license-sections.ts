import { type CaseReasons, type ConformanceSection, type SuiteReport } from '../../harness/index.ts';
import { settleCase } from '../../harness/generating.ts';
import { runLicenseCase } from './run-license-case.ts';

/** How license sections are run. */
interface LicenseRunOptions {
  readonly skip: CaseReasons;
  readonly expectedFailures: CaseReasons;
  readonly playsLicenses: boolean;
}

/** Plays every license case; engines of others, which only evaluate rules, skip them. */
export function runLicenseSections(
  sections: readonly Extract<ConformanceSection, { kind: 'licenses' }>[],
  options: LicenseRunOptions,
): readonly SuiteReport[] {
  return sections.map(({ id: section, cases }) => ({
    name: section,
    cases: cases.map((licenseCase) => {
      const skip = options.playsLicenses
        ? options.skip
        : { [licenseCase.id]: 'the line protocol asks about rules only' };
      const isSkipped = Object.hasOwn(skip, licenseCase.id);
      const failures = isSkipped ? [] : runLicenseCase(licenseCase);
      return settleCase({ section, ...licenseCase }, failures, { ...options, skip });
    }),
  }));
}
