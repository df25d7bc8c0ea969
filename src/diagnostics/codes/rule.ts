import type { DiagnosticDefinition } from '../definition.ts';

export const ruleCodes = {} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
