import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of `tenantlab.config.yaml`. */
export const configCodes = {
  'config/syntax': {
    severity: 'error',
    title: 'The config file is no valid YAML',
    explanation:
      'The config file is YAML 1.2 (or JSON) with the keys tenant, clock, semantics, guardrails, forbidUndecided, licenses, test and reports.',
    wrong: 'tenant: [a',
    right: 'tenant: tenant.db',
  },
  'config/unknown-key': {
    severity: 'error',
    title: 'A key that the config file does not have',
    explanation: 'A misspelt key would be ignored in silence, so unknown keys are errors.',
    wrong: 'tennant: tenant.db',
    right: 'tenant: tenant.db',
  },
  'config/wrong-value': {
    severity: 'error',
    title: 'A value of the config file is of the wrong kind',
    explanation: 'The message says what was expected and found.',
    wrong: 'clock: soon',
    right: 'clock: 2026-12-01T00:00:00Z',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
