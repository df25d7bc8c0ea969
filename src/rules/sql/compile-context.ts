import type { Span } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic, type DiagnosticCode } from '../../diagnostics/index.ts';
import type { SqlDialect } from './dialect.ts';
import { sqlFalse, type SqlTruth } from './truth.ts';

/** What the compilation of one rule carries along. */
export interface SqlContext {
  readonly dialect: SqlDialect;
  /** The semantics option `null-negative-operators`. */
  readonly negativesMatchNull: boolean;
  /** The objects say which of their properties are known. */
  readonly checksKnown: boolean;
  /** Functions that have to be registered; grows. */
  readonly functions: Set<string>;
  /** Why the rule has no exact form; grows. */
  readonly refusals: Diagnostic[];
}

/** Notes why a condition cannot be said in SQL; what it returns is not used. */
export function refuseSql(
  context: SqlContext,
  code: DiagnosticCode,
  span: Span,
  message: string,
  hint: string,
): SqlTruth {
  context.refusals.push(createDiagnostic(code, { message, span, hint }));
  return sqlFalse;
}
