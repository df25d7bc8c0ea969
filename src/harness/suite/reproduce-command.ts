import { escapePattern, shellWord } from '../../base/index.ts';

/**
 * The command that runs one case alone: the filter is the escaped name, so that it means this one. `options` are words of a shell
 * that it needs besides.
 */
export function reproduceCommand(file: string, name: string, options = ''): string {
  const command = `tenantlab test ${shellWord(file)} -t ${shellWord(`^${escapePattern(name)}$`)}`;
  return options === '' ? command : `${command} ${options}`;
}
