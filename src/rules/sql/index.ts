export { compileRuleToSql } from './compile-rule.ts';
export type { SqlForm, SqlOptions, SqlRule } from './compile-rule.ts';
export { sqlDialectNames } from './dialect.ts';
export type { SqlDialectName } from './dialect.ts';
export { instantValue } from './render.ts';
export type { SqlQuery, SqlQueryParameter } from './render.ts';
export { createSqlFunctions } from './sqlite-functions.ts';
export type { SqlFunction } from './sqlite-functions.ts';
