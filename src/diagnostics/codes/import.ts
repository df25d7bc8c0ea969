import type { DiagnosticDefinition } from '../definition.ts';

export const importCodes = {} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
