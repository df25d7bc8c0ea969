import { type Command, Option } from 'commander';
import type { FuzzCommandOptions } from '../command-options.ts';
import { addOutputOptions, addTenantOptions, catalogueOption, reportOption, wholeNumber } from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab fuzz`. */
export function addFuzzCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('fuzz')
    .argument('[files...]', 'files of properties, or reproductions (default: every file in properties/)')
    .description('look for a tenant, or a sequence of changes, in which a property of the policies does not hold')
    .addOption(
      new Option('--runs <n>', 'tenants and sequences that are generated for each property')
        .argParser(wholeNumber(1))
        .default(100),
    )
    .addOption(
      new Option('--seed <n>', 'of everything random (default: another one each time)').argParser(wholeNumber(0)),
    )
    .addOption(new Option('--path <path>', 'play the case that a failure names'))
    .addOption(new Option('--ops <token>', 'and the changes that it names'))
    .addOption(new Option('--scope <scope>', 'look there only').choices(['present', 'near', 'changes']))
    .addOption(new Option('--people <n>', 'most people of a generated tenant').argParser(wholeNumber(1)))
    .addOption(new Option('--changes <n>', 'most changes of a sequence').argParser(wholeNumber(1)))
    .addOption(new Option('--max-time <seconds>', 'begin no further case after this time').argParser(wholeNumber(1)))
    .option('-t, --filter <pattern>', 'only cases whose name this regular expression fits')
    .option('--forbid-undecided', 'exit code 5 when the tenant as it is leaves somebody undecided')
    .option('--allow-external', 'let files name tenants outside of this folder')
    .option('--no-save', 'write no reproductions to .tenantlab/repro')
    .addOption(reportOption())
    .addOption(catalogueOption())
    .option('--verbose', 'a line for each case');
  addOutputOptions(addTenantOptions(command)).addHelpText(
    'after',
    `
A property is looked at in the tenant as it is, in tenants whose people are generated near its policies (values that the rules name, near
misses, other case, blanks, empty, not known), and in sequences of changes. A failure is made as small as it gets and saved as one file
that runs anywhere. docs/reference/properties.md describes the files.

Examples:
  tenantlab fuzz properties/licenses.yaml --tenant tenant.db
  tenantlab fuzz --runs 1000 --seed 7 --report junit=fuzz.xml
  tenantlab fuzz .tenantlab/repro/guests-are-never-licensed-near.yaml
`,
  );
  command.action(async (files: readonly string[], options: FuzzCommandOptions) => {
    const { fuzzAction } = await import('../actions/fuzz-action.ts');
    finish(await fuzzAction(environment, files, options));
  });
}
