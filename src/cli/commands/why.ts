import type { Command } from 'commander';
import { addOutputOptions, addTenantOptions, catalogueOption } from '../options.ts';
import type { WhyCommandOptions } from '../command-options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab why USER in GROUP` and `tenantlab why-not USER in GROUP`. */
export function addWhyCommands(program: Command, context: CommandContext): void {
  addOne(program, context, 'why', 'explain why somebody is, or is not, in a group');
  addOne(program, context, 'why-not', 'explain what keeps somebody out of a group, with the nearest miss');
}

function addOne(
  program: Command,
  { environment, finish }: CommandContext,
  name: 'why' | 'why-not',
  description: string,
): void {
  const command = program
    .command(name)
    .argument('<user>', 'id, userPrincipalName or mail (or a device)')
    .argument('<in>', 'the word "in"')
    .argument('<group>', 'id, mailNickname or displayName (or an administrative unit)')
    .description(description)
    .option('--plan <file>', 'explain before and after a saved plan')
    .addOption(catalogueOption());
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    `
Examples:
  tenantlab ${name} ada@contoso.com in "Sales All" --tenant tenant.db
  tenantlab ${name} ada@contoso.com in "Sales All" --plan reorg.plan.json

Exit codes: 0 explained, 3 bad input, 4 no such user or group.
`,
  );
  command.action(async (user: string, word: string, group: string, options: WhyCommandOptions) => {
    const { whyAction } = await import('../actions/why-action.ts');
    finish(await whyAction(environment, { user, word, group }, options));
  });
}
