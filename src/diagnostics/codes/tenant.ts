import type { DiagnosticDefinition } from '../definition.ts';

export const tenantCodes = {} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
