import type { DiagnosticDefinition } from '../definition.ts';

/** Codes about saved plans and guardrails. */
export const planCodes = {
  'plan/invalid-document': {
    severity: 'error',
    title: 'The saved plan is not a plan document',
    explanation:
      'A saved plan is the JSON that `tenantlab plan --save` writes. The message names the field that is missing or has the wrong type. ' +
      'Make the plan again instead of mending the file by hand. The format is described in schema/plan.schema.json.',
  },
  'plan/unsupported-version': {
    severity: 'error',
    title: 'The saved plan has a format version that this program does not read',
    explanation:
      'Plans of the same major version are read, whatever further fields they have; another major version may mean something else and is refused. ' +
      'Make the plan again with this version of the program.',
  },
  'plan/unknown-guardrail': {
    severity: 'error',
    title: 'There is no guardrail of this name',
    explanation:
      'Guardrails are max-joins-per-group, max-leaves-per-group, max-joins, max-leaves, protected-users, protected-groups and no-undecided. ' +
      'A misspelt guardrail would protect nobody, so it is an error.',
    wrong: '--guardrail max-leave-per-group=20',
    right: '--guardrail max-leaves-per-group=20',
  },
  'plan/invalid-guardrail': {
    severity: 'error',
    title: 'The value of a guardrail has the wrong form',
    explanation:
      'Limits are whole numbers of at least 0; protected-users and protected-groups take names or patterns with `*` (on the command line with commas between them); ' +
      'no-undecided takes true or false.',
    wrong: '--guardrail max-leaves=many',
    right: '--guardrail max-leaves=20',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
