import { type Command, Option } from 'commander';
import { addOutputOptions, addTenantOptions, catalogueOption, collect, reportOption } from '../options.ts';
import type { LintCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab lint`. */
export function addLintCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('lint')
    .description(
      'look for rules that are refused, cost too much, or mean something else than their author thinks, and for licenses that fail',
    )
    .addOption(new Option('--rule <rule>', 'look at this rule only, repeatable').argParser(collect).default([], 'none'))
    .addOption(new Option('--check <id>', 'run only this check, repeatable').argParser(collect).default([], 'all'))
    .addOption(new Option('--skip <id>', 'leave this check out, repeatable').argParser(collect).default([], 'none'))
    .addOption(
      new Option('--fail-on <severity>', 'exit code 1 from this severity on')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .addOption(reportOption('text, json, markdown, sarif, junit or github'))
    .addOption(catalogueOption())
    .option('--list', 'list the checks');
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    `
Examples:
  tenantlab lint --tenant tenant.db
  tenantlab lint --rule 'user.department -eq "Sales" -or user.city -eq "Oslo" -and user.accountEnabled -eq true'
  tenantlab lint --tenant tenant.db --check lint/mixed-and-or --fail-on warning
  tenantlab lint --tenant tenant.db --check license/seats-short --check license/scarce-in-group
  tenantlab lint --tenant tenant.db --report text --report json=lint.json --report markdown=lint.md
  tenantlab lint --tenant contoso/ --report sarif=lint.sarif --report github
  tenantlab explain-code lint/mixed-and-or
`,
  );
  command.action(async (options: LintCommandOptions) => {
    const { lintAction } = await import('../actions/lint-action.ts');
    finish(await lintAction(environment, options));
  });
}
