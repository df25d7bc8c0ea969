import type { DiagnosticDefinition } from '../definition.ts';

/** Why the members of a dynamic group or administrative unit are not what its rule says. */
export const dynamicCodes = {
  'dynamic/paused': {
    severity: 'note',
    title: 'Processing of the rule is paused',
    explanation: 'The members stay as they were when processing was paused.',
  },
  'dynamic/frozen': {
    severity: 'warning',
    consequence: 'differs',
    title: 'A memberOf rule that no longer updates',
    explanation: 'The preview of memberOf ended on 3 November 2026: such groups keep their last members.',
  },
  'dynamic/reads-failed-group': {
    severity: 'warning',
    title: 'A memberOf rule reads a group whose rule failed',
    explanation: 'The members stay as they were. Mend the rule of the group that is read.',
  },
  'dynamic/rule-not-known': {
    severity: 'warning',
    consequence: 'unknown',
    title: 'The rule of a dynamic group is not in the export',
    explanation: 'The members stay as they were stated. Export membershipRule to have them computed.',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
