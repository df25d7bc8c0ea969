import type { CaseFailure, SuiteReport } from '../../harness/index.ts';

/** Rules of the line protocol that no single answer can break. */
const rules = {
  order: 'answers come in the order of the requests',
  once: 'each request has exactly one answer, and nothing else is written',
  end: 'the process ends with exit code 0 at the end of its input',
} as const;

type ProtocolRule = keyof typeof rules;

/** What an engine did against the protocol; the first time for each rule, and how often. */
export class ProtocolFaults {
  readonly #faults = new Map<
    ProtocolRule,
    { readonly message: string; readonly details: readonly string[]; count: number }
  >();

  #hasAnswers = false;

  /** Notes that some request was answered: without any, nothing can be said about their order. */
  noteAnswer(): void {
    this.#hasAnswers = true;
  }

  add(rule: ProtocolRule, message: string, details: readonly string[] = []): void {
    const known = this.#faults.get(rule);
    if (known === undefined) this.#faults.set(rule, { message, details, count: 1 });
    else known.count++;
  }

  /** A suite with one case for each rule. */
  report(): SuiteReport {
    return {
      name: 'protocol',
      cases: Object.entries(rules).map(([rule, name]) => {
        const common = { name, subject: 'protocol', tags: [] };
        if (rule === 'order' && !this.#hasAnswers)
          return { ...common, status: 'skipped', reason: 'The engine answered nothing.', failures: [] };
        const failures = this.#failures(rule as ProtocolRule);
        return { ...common, status: failures.length > 0 ? 'failed' : 'passed', failures };
      }),
    };
  }

  #failures(rule: ProtocolRule): readonly CaseFailure[] {
    const fault = this.#faults.get(rule);
    if (fault === undefined) return [];
    const because = fault.count === 1 ? [] : [`${fault.count} times; the first is shown`];
    return [{ code: 'engine/protocol', message: fault.message, rules: [], because, details: fault.details }];
  }
}
