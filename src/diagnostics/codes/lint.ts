import type { DiagnosticDefinition } from '../definition.ts';

export const lintCodes = {} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
