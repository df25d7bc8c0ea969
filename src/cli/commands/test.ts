import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TestCommandOptions } from '../command-options.ts';
import { addOutputOptions, addTenantOptions, catalogueOption, collect, percentage, reportOption } from '../options.ts';
import type { CommandContext } from './command-context.ts';

/** `tenantlab test`. */
export function addTestCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('test')
    .description('run suites: what groups, licenses and plans are expected to come to')
    .argument('[files...]', 'suite files, folders or patterns (default: all *.tenantlab.yaml, .yml and .json below)')
    .option('-t, --test-name-pattern <regex>', 'run the cases whose names fit')
    .addOption(
      new Option('--tag <tag>', 'run the cases with this tag, repeatable').argParser(collect).default([], 'all'),
    )
    .addOption(new Option('--shard <i/n>', 'run part i of n parts, e.g. 1/4').argParser(parseShard))
    .option('--bail', 'stop after the first case that fails')
    .option('-u, --update', 'write snapshots that differ or are new, remove those that are obsolete')
    .option('--watch', 'run again what a change of a file touches')
    .addOption(reportOption())
    .option('--verbose', 'a line for each case')
    .option('--coverage', 'show which leaves, groups and licenses no case decided')
    .addOption(new Option('--threshold <percent>', 'least coverage of leaves').argParser(percentage))
    .option('--coverage-html <folder>', 'write a page about coverage')
    .option('--allow-external', 'let suites read files outside of the folder of the config file')
    .option('--forbid-undecided', 'exit code 5 for cases that cannot be decided, whatever the config says')
    .option('--pass-with-no-tests', 'exit code 0 when there is no case to run')
    .option('--all', 'list everything in reports')
    .addOption(catalogueOption());
  addOutputOptions(addTenantOptions(command)).addHelpText('after', examples);
  command.action(async (files: readonly string[], options: TestCommandOptions) => {
    const { testAction } = await import('../actions/test-action.ts');
    finish(await testAction(environment, files, options));
  });
}

const examples = `
Examples:
  tenantlab test
  tenantlab test tests/sales.tenantlab.yaml -t 'guests never join'
  tenantlab test 'tests/**/*.tenantlab.yaml' --tag smoke --bail
  tenantlab test --report text --report junit=out/junit.xml --report markdown=out/summary.md
  tenantlab test --shard 1/4
  tenantlab test --coverage --threshold 90 --coverage-html out/coverage
  tenantlab test -u                      write snapshots
  tenantlab test --watch                 keys: a all, f failed, t filter, u update, w why, q quit

With CI=true no snapshot is written: new, different and obsolete ones fail, and so does only: true.

Exit codes: 0 fine, 1 a case or snapshot failed, 3 bad suite, 4 no case to run, 5 undecided cases.
`;

function parseShard(text: string): { readonly index: number; readonly count: number } {
  const match = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || index > count) throw new InvalidArgumentError('Expected a part of parts such as 1/4.');
  return { index, count };
}
