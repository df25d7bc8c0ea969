export { collectSpans } from './collect-spans.ts';
export { parseYaml } from './parse-yaml.ts';
export type { ParsedYaml, ValuePath, YamlCodes } from './parse-yaml.ts';
