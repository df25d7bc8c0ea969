export type { PatternError, PatternNode, PatternResult } from './dotnet-pattern.ts';
export { compileByteMatch } from './byte-matcher.ts';
export type { ByteMatcher } from './byte-matcher.ts';
export { toEnginePattern } from './engine-pattern.ts';
export type { EngineSyntax } from './engine-pattern.ts';
export { compileMatch } from './match-pattern.ts';
export type { CompiledMatch } from './match-pattern.ts';
export { parseDotnetPattern } from './parse-dotnet-pattern.ts';
export { requiredEnds, requiredLiteral, requiredStarts, requiredTexts } from './required-literal.ts';
