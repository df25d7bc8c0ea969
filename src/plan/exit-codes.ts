/** What an exit code of the process means. */
export interface ExitCodeMeaning {
  readonly code: number;
  readonly meaning: string;
}

/** Every exit code, by number: the table that help and documentation print. */
export const exitCodes: readonly ExitCodeMeaning[] = [
  { code: 0, meaning: 'fine' },
  {
    code: 1,
    meaning: 'a test, property, guardrail, snapshot or engine failed, or a plan contains refusals',
  },
  { code: 2, meaning: 'the plan has changes (only with --detailed-exitcode)' },
  { code: 3, meaning: 'input is invalid or could not be read, or a plan is stale at apply' },
  { code: 4, meaning: 'wrong usage, nothing ran, or a filter matched nothing' },
  { code: 5, meaning: 'undecided results where they are forbidden (--forbid-undecided or the no-undecided guardrail)' },
  { code: 70, meaning: 'internal error' },
];

/** Which exit code wins when several apply, strongest first. */
export const exitCodePrecedence: readonly number[] = [70, 3, 4, 1, 5, 2, 0];

/** The one exit code for several findings; 0 for none. A code that is not in the table counts as an internal error. */
export function strongestExitCode(codes: Iterable<number>): number {
  let strongest = exitCodePrecedence.length - 1;
  for (const code of codes) strongest = Math.min(strongest, Math.max(0, exitCodePrecedence.indexOf(code)));
  return exitCodePrecedence[strongest] ?? 0;
}
