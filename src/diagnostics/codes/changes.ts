import type { DiagnosticDefinition } from '../definition.ts';

export const changeCodes = {} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
