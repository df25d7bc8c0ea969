import { Command, CommanderError } from 'commander';
import { ToolError } from '../base/index.ts';
import { DiagnosticsError, renderCodeFrame } from '../diagnostics/index.ts';
import { addCommands } from './commands/index.ts';
import type { CliEnvironment } from './environment.ts';
import { paletteFor } from './palette.ts';
import { version } from '../app/index.ts';

/** Exit code after Ctrl-C, as shells expect it. */
const interruptedExitCode = 130;
const usageExitCode = 4;
const bugExitCode = 70;
/** Faults of one text that are shown; more would bury the first. */
const mostDiagnostics = 20;

/** Runs one command line (without node and script) and returns its exit code; never throws, never prints a stack trace. */
export async function runCli(argv: readonly string[], environment: CliEnvironment): Promise<number> {
  let exitCode = 0;
  const program = createProgram(environment, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportFailure(error, environment);
  }
}

/** Builds the command tree; `finish` receives the exit code of the command that ran. */
function createProgram(environment: CliEnvironment, finish: (exitCode: number) => void): Command {
  const program = new Command('tenantlab')
    .description('An offline Microsoft Entra tenant: plan a change and see who gains or loses what, and why.')
    .version(version, '--version', 'print the version')
    .showHelpAfterError('(add --help for the options and examples)')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', generalExamples);
  addCommands(program, { environment, finish });
  configure(program, environment);
  return program;
}

function configure(command: Command, environment: CliEnvironment): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => environment.out(text),
      writeErr: (text) => environment.err(text),
      getOutHelpWidth: () => Math.min(environment.columns, 110),
      getErrHelpWidth: () => Math.min(environment.columns, 110),
    });
  for (const child of command.commands) configure(child, environment);
}

function reportFailure(error: unknown, environment: CliEnvironment): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
  if (environment.signal.aborted) {
    environment.err('Interrupted. Nothing was changed.\n');
    return interruptedExitCode;
  }
  if (error instanceof DiagnosticsError) {
    const palette = paletteFor(environment, undefined, 'err');
    const shown = error.diagnostics.slice(0, mostDiagnostics);
    for (const diagnostic of shown) environment.err(`${renderCodeFrame(diagnostic, { palette })}\n\n`);
    const rest = error.diagnostics.length - shown.length;
    if (rest > 0) environment.err(`and ${rest} more\n`);
    return error.exitCode;
  }
  if (error instanceof ToolError) {
    environment.err(`error ${error.code}: ${error.message}\n`);
    if (error.hint !== undefined) environment.err(`   hint: ${error.hint}\n`);
    return error.exitCode;
  }
  environment.err(`error internal: ${error instanceof Error ? error.message : String(error)}\n`);
  environment.err(
    '   This is a bug in tenantlab; nothing was changed. Run again with TENANTLAB_DEBUG=1 for the details to report.\n',
  );
  if (environment.variables['TENANTLAB_DEBUG'] === '1' && error instanceof Error)
    environment.err(`${error.stack ?? ''}\n`);
  return bugExitCode;
}

const generalExamples = `
Examples:
  tenantlab init lab                                      a sample tenant to play with
  tenantlab plan --tenant lab/tenant --changes lab/changes/reorganisation.yaml
  tenantlab import users.json groups.json --into tenant.db
  tenantlab why ada@contoso.com in "Sales All"
  tenantlab rule check 'user.departement -eq "Sales"'

Exit codes: 0 fine, 1 refusals or failed guardrails, 2 changes (with --detailed-exitcode), 3 bad input,
4 wrong usage, 5 undecided where forbidden, 70 internal error.
`;
