import type { Command } from 'commander';
import { addOutputOptions, catalogueOption } from '../options.ts';
import type { ApplyCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab apply PLAN`. */
export function addApplyCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('apply')
    .argument('<plan>', 'a plan saved with `tenantlab plan --save`')
    .description('carry out a saved plan, whole or not at all; refuses if the tenant has moved since')
    .option('--tenant <tenant>', 'a .db file or a folder of text')
    .option('--config <file>', 'config file (default: tenantlab.config.yaml, found upwards)')
    .option('--who <name>', 'who to write into the change log (default: the user of this process)')
    .option('--allow-refusals', 'apply the other steps of a plan that contains refusals')
    .addOption(catalogueOption())
    .option('--allow-failed-guardrails', 'apply a plan whose guardrails failed');
  addOutputOptions(command).addHelpText('after', '\nExample:\n  tenantlab apply reorg.plan.json --tenant tenant.db\n');
  command.action(async (plan: string, options: ApplyCommandOptions) => {
    const { applyAction } = await import('../actions/apply-action.ts');
    finish(await applyAction(environment, plan, options));
  });
}
