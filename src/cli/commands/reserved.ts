import type { Command } from 'commander';
import { ToolError } from '../../base/index.ts';

/** Commands of later versions: named so that a typo is not suggested for them, and honest about not being there. */
const reservedCommands: Readonly<Record<string, string>> = {
  census: 'taking stock of groups and attributes',
  limits: 'the service limits and how near the tenant is to them',
  prove: 'proofs about rules',
  whatif: 'Conditional Access evaluation',
  serve: 'the Graph-compatible server',
  learn: 'graded exercises',
};

/** Adds the reserved names, hidden from the help; calling one is a usage error (exit code 4). */
export function addReservedCommands(program: Command): void {
  for (const [name, purpose] of Object.entries(reservedCommands)) {
    program
      .command(name, { hidden: true })
      .argument('[arguments...]')
      .allowUnknownOption(true)
      .action(() => {
        throw new ToolError({
          code: 'usage/not-implemented',
          message: `\`tenantlab ${name}\` (${purpose}) is not part of this version.`,
          hint: 'docs/parity.md lists what is implemented.',
          exitCode: 4,
        });
      });
  }
}
