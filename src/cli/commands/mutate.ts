import { type Command, Option } from 'commander';
import type { MutateCommandOptions } from '../command-options.ts';
import {
  addOutputOptions,
  addTenantOptions,
  catalogueOption,
  collect,
  percentage,
  wholeNumber,
  reportOption,
} from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab mutate`. */
export function addMutateCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('mutate')
    .description('change policies one at a time and show which changes no case of the suites notices')
    .argument('[files...]', 'suite files, folders or patterns (default: all *.tenantlab.yaml, .yml and .json below)')
    .addOption(
      new Option('--group <name>', 'change this group or unit only, repeatable').argParser(collect).default([], 'all'),
    )
    .addOption(new Option('--threshold <percent>', 'least score').argParser(percentage).default(100))
    .addOption(new Option('--max-mutants <n>', 'try at most so many').argParser(wholeNumber(1)).default(1000))
    .addOption(new Option('--seed <n>', 'of the sample, where there are more').argParser(wholeNumber(0)).default(42))
    .addOption(reportOption())
    .option('--verbose', 'a line for each mutant')
    .option('--allow-external', 'let suites read files outside of the folder of the config file')
    .option('--all', 'list everything in reports')
    .addOption(catalogueOption());
  addOutputOptions(addTenantOptions(command)).addHelpText('after', examples);
  command.action(async (files: readonly string[], options: MutateCommandOptions) => {
    const { mutateAction } = await import('../actions/mutate-action.ts');
    finish(await mutateAction(environment, files, options));
  });
}

const examples = `
Examples:
  tenantlab mutate
  tenantlab mutate tests/sales.tenantlab.yaml --group "Sales EMEA" --verbose
  tenantlab mutate --threshold 80 --report text --report json=out/mutants.json
  tenantlab mutate --max-mutants 200 --seed 7

Exit codes: 0 the score is reached, 1 it is not or a case fails without any change, 3 bad suite, 4 nothing to change.
`;
