import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type EngineEvent, shorten, type StartEngine } from './engine-connection.ts';

/**
 * What runs beside us: loads the module, hands each request to its function, and sends back what that returns with the id of
 * the request. In a thread of its own, so that a function that never returns can be stopped.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const loaded = import(workerData).then((module) => {
  const found = module.evaluate ?? module.default?.evaluate ?? module.default;
  if (typeof found !== 'function') throw new Error('the module exports no function "evaluate" and no default function');
  return found;
});
loaded.catch(() => parentPort.postMessage({ neverRan: true }));
let queue = loaded;
parentPort.on('message', (line) => {
  const { id, ...request } = JSON.parse(line);
  queue = queue.then(async () => {
    const evaluate = await loaded;
    let answer;
    try {
      answer = await evaluate(request);
    } catch (error) {
      parentPort.postMessage(JSON.stringify({ id, threw: String(error?.message ?? error) }));
      return;
    }
    const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    parentPort.postMessage(JSON.stringify(isObject ? { ...answer, id } : { id, returned: answer ?? null }));
  });
});
`;

/** Starts an ES module with a function `evaluate(request)`, see docs/guides/verify-engine.md. */
export function moduleStarter(path: string): StartEngine {
  return (onEvent) => {
    const worker = new Worker(program, {
      eval: true,
      workerData: pathToFileURL(path).href,
      stdout: true,
      stderr: true,
    });
    let failure: string | undefined;
    let neverRan = false;
    worker.on('message', (message: unknown) => {
      if (typeof message === 'string') onEvent({ kind: 'line', line: message });
      else neverRan = true;
    });
    worker.on('error', (error) => {
      failure = shorten(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => onEvent(exitEvent(code, failure, neverRan)));
    return {
      send: (line) => worker.postMessage(line),
      end: () => void worker.terminate(),
      kill: () => void worker.terminate(),
    };
  };
}

function exitEvent(code: number, failure: string | undefined, neverRan: boolean): EngineEvent {
  const how = failure === undefined ? `exit code ${code}` : failure;
  return { kind: 'exit', exit: { how, isClean: failure === undefined, neverRan, lastWords: [] } };
}
