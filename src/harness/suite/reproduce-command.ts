import { escapePattern, shellWord } from '../../base/index.ts';

/** The command that runs one case alone: the filter is the escaped name, so that it means this one. */
export function reproduceCommand(file: string, name: string): string {
  return `tenantlab test ${shellWord(file)} -t ${shellWord(`^${escapePattern(name)}$`)}`;
}
