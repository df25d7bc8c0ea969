import { type Command, Option } from 'commander';
import type { VerifyEngineOptions } from '../actions/verify-engine-action.ts';
import { addOutputOptions, collect, reportOption, wholeNumber } from '../options.ts';
import type { CommandContext } from './command-context.ts';

const defaultSeed = 42;
const defaultRuns = 500;
const defaultTimeout = 5000;

/** `tenantlab verify-engine`. */
export function addVerifyEngineCommand(program: Command, { environment, finish }: CommandContext): void {
  const command = program
    .command('verify-engine')
    .description('score another rule engine by the conformance suite, then compare it with ours on generated rules')
    .option('--cmd <command>', 'an engine that speaks the line protocol, as a command line for the shell')
    .option('--module <file>', 'an engine as an ES module with a function evaluate(request)')
    .addOption(
      new Option('--builtin <name>', 'one of our own engines').choices(['reference', 'direct', 'columnar', 'sql']),
    )
    .addOption(repeatable('--section <section>', 'run only this section of the suite, repeatable'))
    .addOption(
      repeatable('--grade <grade>', 'run only cases of this grade (documented, observed, assumed), repeatable'),
    )
    .option('--skip <file>', 'cases that are not asked, with reasons')
    .option('--expected-failures <file>', 'cases that fail and must go on failing, with reasons')
    .option('--ignore-needs', 'do not compare what undecided answers need')
    .option('--codes', 'compare the codes of errors, not only their kinds')
    .option('--laws', 'check laws of logic as well, which need no other engine to compare with')
    .option('--no-suite', 'leave the suite out')
    .option('--no-differential', 'leave the comparison on generated rules out')
    .option('--seed <number>', 'seed of generated rules', wholeNumber(0), defaultSeed)
    .option('--runs <number>', 'generated rules, and rules for each law', wholeNumber(1), defaultRuns)
    .option('--timeout <milliseconds>', 'time limit for an answer', wholeNumber(1), defaultTimeout)
    .option('--disagreement <file>', 'write the first disagreement as a Markdown report that can be filed')
    .addOption(reportOption())
    .option('--verbose', 'a line for each case');
  addOutputOptions(command).addHelpText(
    'after',
    `
Examples:
  tenantlab verify-engine --cmd './their-engine --stdio'
  tenantlab verify-engine --module ./engine.js --ignore-needs --laws
  tenantlab verify-engine --cmd 'python3 engine.py' --section rules/text-operators --grade documented
  tenantlab verify-engine --cmd ./engine --expected-failures known.yaml --report junit=engine.xml
  tenantlab verify-engine --builtin sql

The protocol, the module and the lists: docs/guides/verify-engine.md.
`,
  );
  command.action(async (options: VerifyEngineOptions) => {
    const { verifyEngineAction } = await import('../actions/verify-engine-action.ts');
    finish(await verifyEngineAction(environment, options));
  });
}

function repeatable(flags: string, description: string, usual = 'all'): Option {
  return new Option(flags, description).argParser(collect).default([], usual);
}
