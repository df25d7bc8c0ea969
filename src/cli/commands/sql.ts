import { type Command, Option } from 'commander';

import type { SqlCommandOptions } from '../command-options.ts';
import { addOutputOptions } from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab sql`. */
export function addSqlCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('sql')
    .argument(
      '[sql]',
      'one or more statements; without it they are read from --file or standard input; - is standard input',
    )
    .description('ask a database in SQL: objects, members and history (docs/reference/sql.md)')
    .option('--tenant <tenant>', 'a .db file')
    .option('--config <file>', 'config file (default: tenantlab.config.yaml, found upwards)')
    .option('--file <file>', 'read the statements from a file; - is standard input')
    .addOption(new Option('--format <format>', 'how rows are printed').choices(['table', 'json', 'csv']))
    .option('--csv', 'the same as --format csv')
    .option(
      '--write-rows',
      'write all members as plain rows into the file, for programs that read it without tenantlab',
    );
  addOutputOptions(command).addHelpText(
    'after',
    `
Examples:
  tenantlab sql "SELECT department, count(*) FROM users GROUP BY 1" --tenant tenant.db
  tenantlab sql "SELECT memberName FROM members WHERE groupName = 'Sales All'" --tenant tenant.db --csv
  tenantlab sql "SELECT groupName FROM memberOf('ada@contoso.com')" --tenant tenant.db
  tenantlab sql --file questions.sql --tenant tenant.db --json
  tenantlab rule export 'user.city -eq "Oslo"' --format sql --dialect sqlite --literals | tenantlab sql - --tenant tenant.db
  tenantlab sql --write-rows --tenant tenant.db && sqlite3 tenant.db "SELECT * FROM group_members"

Views: users, devices, groups, contacts, administrative_units, domains, organization, deleted_objects, members, group_members,
group_owners, group_exported_members, administrative_unit_members, history, tenant. Nothing can be changed here.

Exit codes: 0 answered, 3 the file cannot be read or SQLite refuses a statement, 4 wrong usage.
`,
  );
  command.action(async (sql: string | undefined, options: SqlCommandOptions) => {
    const { sqlAction } = await import('../actions/sql-action.ts');
    finish(await sqlAction(environment, sql, options));
  });
}
