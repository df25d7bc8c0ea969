import { type Command, Option } from 'commander';
import { addOutputOptions, addTenantOptions, catalogueOption, collect } from '../options.ts';
import type { PlanCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab plan`. */
export function addPlanCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('plan')
    .description('show who would gain or lose which group by a change set, and why; changes nothing')
    .requiredOption('--changes <file>', 'the change set (YAML or JSON), - for standard input')
    .addOption(new Option('--format <format>', 'form of the plan').choices(['text', 'json', 'markdown']))
    .option('--out <file>', 'write the plan there instead of standard output')
    .option('--save <file>', 'save the plan for `tenantlab apply`')
    .addOption(
      new Option('--guardrail <name=value>', 'a limit that fails the plan, repeatable, e.g. max-leaves-per-group=20')
        .argParser(collect)
        .default([], 'those of the config file'),
    )
    .addOption(catalogueOption())
    .option('--detailed-exitcode', 'exit code 2 when the plan has changes')
    .option('--forbid-undecided', 'exit code 5 when the change leaves anybody undecided')
    .option('--all', 'list everybody instead of the first twenty');
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    `
Examples:
  tenantlab plan --tenant tenant.db --changes reorg.yaml
  tenantlab plan --tenant export/ --changes reorg.yaml --format markdown --out plan.md
  tenantlab plan --changes reorg.yaml --guardrail max-leaves-per-group=20 --guardrail 'protected-users=breakglass*'
  tenantlab plan --changes reorg.yaml --save reorg.plan.json && tenantlab apply reorg.plan.json

Exit codes: 0 fine, 1 refusals or failed guardrails, 2 changes (--detailed-exitcode), 3 bad input, 5 undecided (--forbid-undecided).
`,
  );
  command.action(async (options: PlanCommandOptions) => {
    const { planAction } = await import('../actions/plan-action.ts');
    finish(await planAction(environment, options));
  });
}
