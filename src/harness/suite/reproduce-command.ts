/**
 * The command that runs one case alone: the filter is the escaped name, so that it means this one. `options` are words of a shell
 * that it needs besides.
 */
export function reproduceCommand(file: string, name: string, options = ''): string {
  const command = `tenantlab test ${quoted(file)} -t ${quoted(filterFor(name))}`;
  return options === '' ? command : `${command} ${options}`;
}

/** A filter that only this name fits. */
function filterFor(name: string): string {
  return `^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}$`;
}

function quoted(text: string): string {
  return /^[A-Za-z0-9@%+=:,./_-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
