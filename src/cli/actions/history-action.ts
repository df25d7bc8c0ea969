import { loadConfig, locateTenant } from '../../app/index.ts';
import { formatInstant } from '../../base/index.ts';
import { visible } from '../../report/index.ts';
import type { HistoryCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { noHistory } from './no-history.ts';

/** `tenantlab history`: the change log of a database, newest first. */
export async function historyAction(environment: CliEnvironment, options: HistoryCommandOptions): Promise<number> {
  const config = await loadConfig(environment.cwd, options.config);
  const path = locateTenant({
    ...(options.tenant === undefined ? {} : { option: options.tenant }),
    ...(config.tenant === undefined ? {} : { configured: config.tenant }),
    cwd: environment.cwd,
    environment: environment.variables,
  });
  const { detectTenantKind } = await import('../../formats/index.ts');
  if (detectTenantKind(path) === 'folder') throw noHistory();
  const { openStore } = await import('../../store/index.ts');
  const store = openStore(path, { isReadOnly: true });
  try {
    const entries = store.history(options.limit);
    if (options.json === true) {
      const listed = entries.map((entry) => ({ ...entry, at: formatInstant(entry.at) }));
      environment.out(`${JSON.stringify(listed, undefined, 2)}\n`);
      return 0;
    }
    for (const { sequence, at, who, what, mutations } of entries) {
      const isRead = environment.out(
        `${String(sequence).padStart(5)}  ${formatInstant(at)}  ${visible(who)}  ${visible(what)}  (${mutations} changes)\n`,
      );
      if (!isRead) break;
    }
    return 0;
  } finally {
    store.close();
  }
}
