import { type Command, Option } from 'commander';
import { addOutputOptions, addTenantOptions, type OutputOptions, wholeNumber } from '../options.ts';
import type { DiffCommandOptions, HistoryCommandOptions, InitCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab init`, `diff`, `history` and `explain-code`. */
export function addLookCommands(program: Command, context: CommandContext): void {
  addInit(program, context);
  addDiff(program, context);
  addHistory(program, context);
  addExplainCode(program, context);
}

function addInit(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('init')
    .argument('[folder]', 'a new or empty folder', '.')
    .description('make a folder with a sample tenant as code, change sets and a config file')
    .option('--empty', 'without the sample: an organization, a domain and nobody');
  addOutputOptions(command).addHelpText(
    'after',
    '\nExamples:\n  tenantlab init lab\n  cd lab && tenantlab plan --changes changes/reorganisation.yaml\n',
  );
  command.action(async (folder: string, options: InitCommandOptions) => {
    const { initAction } = await import('../actions/init-action.ts');
    finish(await initAction(environment, folder, options));
  });
}

function addDiff(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('diff')
    .argument('[before]', 'a tenant')
    .argument('[after]', 'another tenant; without both: what an export says about members against what the rules give')
    .description('compare two tenants, or the stated members of dynamic groups with the computed ones (drift)')
    .addOption(new Option('--all', 'list everybody instead of the first twenty of each group'));
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    '\nExamples:\n  tenantlab diff --tenant tenant.db\n  tenantlab diff before.db after.db\n\nExit codes: 0 equal, 1 different, 3 bad input.\n',
  );
  command.action(async (before: string | undefined, after: string | undefined, options: DiffCommandOptions) => {
    const { diffAction } = await import('../actions/diff-action.ts');
    finish(await diffAction(environment, before, after, options));
  });
}

function addHistory(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('history')
    .description('list the change log of a database, newest first')
    .option('--tenant <tenant>', 'a .db file')
    .option('--config <file>', 'config file (default: tenantlab.config.yaml, found upwards)')
    .option('--limit <n>', 'number of entries', wholeNumber(1), 20);
  addOutputOptions(command).addHelpText('after', '\nExample:\n  tenantlab history --tenant tenant.db\n');
  command.action(async (options: HistoryCommandOptions) => {
    const { historyAction } = await import('../actions/history-action.ts');
    finish(await historyAction(environment, options));
  });
}

function addExplainCode(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('explain-code')
    .argument('[code]', 'a diagnostic code such as rule/unknown-operator; without one: the list')
    .description('print the documentation of a diagnostic, offline');
  addOutputOptions(command).addHelpText('after', '\nExample:\n  tenantlab explain-code rule/unknown-operator\n');
  command.action(async (code: string | undefined, options: OutputOptions) => {
    const { explainCodeAction } = await import('../actions/explain-code-action.ts');
    finish(explainCodeAction(environment, code, options));
  });
}
