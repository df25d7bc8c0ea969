import type { Command } from 'commander';
import { addApplyCommand } from './apply.ts';
import type { CommandContext } from './command-context.ts';
import { addDataCommands } from './data.ts';
import { addFuzzCommand } from './fuzz.ts';
import { addLicenseCommand } from './license.ts';
import { addLintCommand } from './lint.ts';
import { addLookCommands } from './look.ts';
import { addMutateCommand } from './mutate.ts';
import { addPlanCommand } from './plan.ts';
import { addReservedCommands } from './reserved.ts';
import { addRuleCommand } from './rule.ts';
import { addSqlCommand } from './sql.ts';
import { addVerifyEngineCommand } from './verify-engine.ts';
import { addTestCommand } from './test.ts';
import { addWhyCommands } from './why.ts';

/** Adds every command of the program. What they do is loaded when they are called, so that help is instant. */
export function addCommands(program: Command, context: CommandContext): void {
  addPlanCommand(program, context);
  addApplyCommand(program, context);
  addWhyCommands(program, context);
  addLintCommand(program, context);
  addFuzzCommand(program, context);
  addTestCommand(program, context);
  addMutateCommand(program, context);
  addLicenseCommand(program, context);
  addRuleCommand(program, context);
  addDataCommands(program, context);
  addLookCommands(program, context);
  addSqlCommand(program, context);
  addVerifyEngineCommand(program, context);
  addReservedCommands(program);
}
