import { accessSync } from 'node:fs';
import { resolve } from 'node:path';
import { ToolError } from '../../base/index.ts';
import { type EnginePort, type SuiteReport } from '../../harness/index.ts';
import { createBuiltinEngine, pureEngineNames } from '../../harness/generating.ts';
import { createLineEngine } from './line-engine.ts';
import { ProtocolFaults } from './protocol-faults.ts';
import { createSqlEngine } from './sql-engine.ts';
import { commandStarter } from './start-command.ts';
import { moduleStarter } from './start-module.ts';

/** Our own engines by name. */
const builtinEngineNames = [...pureEngineNames, 'sql'] as const;
export type BuiltinEngineName = (typeof builtinEngineNames)[number];

/** Which engine is to be verified. */
export type EngineChoice =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: BuiltinEngineName };

/** How an engine of somebody else is run. */
export interface EngineRunOptions {
  readonly cwd: string;
  /** Milliseconds for an answer. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** An engine that is ready to be asked. */
export interface OpenedEngine {
  readonly engine: EnginePort;
  /** Ends it; the suite of the protocol, for engines that are processes. */
  finish(): Promise<readonly SuiteReport[]>;
  /** Stops it at once; safe to call at any time. */
  kill(): void;
}

/**
 * Makes an engine ready; a process or module is started when it is first asked.
 * @throws ToolError `engine/no-module` when there is no such file; `ask` of the engine throws `engine/not-started` when none of its
 * starts led to anything: no such command, no function in the module (both exit code 3)
 */
export function openEngine(choice: EngineChoice, options: EngineRunOptions): OpenedEngine {
  if (choice.kind === 'builtin') {
    const engine = choice.name === 'sql' ? createSqlEngine() : createBuiltinEngine(choice.name);
    return { engine, finish: () => Promise.resolve([]), kill: () => undefined };
  }
  const { cwd, timeout, signal } = options;
  const protocol = new ProtocolFaults();
  const isCommand = choice.kind === 'command';
  const start = isCommand ? commandStarter(choice.command, cwd) : moduleStarter(existing(cwd, choice.path));
  const name = isCommand ? choice.command : choice.path;
  const engine = createLineEngine(start, { name, timeout, signal, protocol });
  return {
    engine,
    finish: async () => {
      if (!isCommand) {
        engine.kill();
        return [];
      }
      await engine.finish();
      return engine.wasStarted ? [protocol.report()] : [];
    },
    kill: () => engine.kill(),
  };
}

function existing(cwd: string, path: string): string {
  const file = resolve(cwd, path);
  try {
    accessSync(file);
  } catch (error) {
    const message = `There is no module "${path}".`;
    const hint = 'Name an ES module with a function evaluate(request): --module ./engine.js';
    throw new ToolError({ code: 'engine/no-module', message, hint, cause: error });
  }
  return file;
}
