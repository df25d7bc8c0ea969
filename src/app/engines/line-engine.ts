import { isJsonObject, type JsonValue, systemClock, ToolError } from '../../base/index.ts';
import { type EngineFault, type EnginePort, type EngineReply, type EngineRequest } from '../../harness/index.ts';
import { readAnswer } from '../../harness/generating.ts';
import {
  type EngineConnection,
  type EngineEvent,
  type EngineExit,
  shorten,
  type StartEngine,
} from './engine-connection.ts';
import { EventQueue } from './event-queue.ts';
import type { ProtocolFaults } from './protocol-faults.ts';

/** How an engine over lines is asked. */
export interface LineEngineOptions {
  readonly name: string;
  /** Milliseconds without an answer after which the engine counts as hanging. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Filled with what breaks the protocol without belonging to one request. */
  readonly protocol: ProtocolFaults;
}

/** An engine over lines, which has to be finished. */
export interface LineEngine extends EnginePort {
  /** False as long as nothing was asked: then nothing can be said about it. */
  readonly wasStarted: boolean;
  /** Ends the input and waits for the engine to end; stops it if it does not. Must be called, whatever happens. */
  finish(): Promise<void>;
  /** Stops the engine at once. */
  kill(): void;
}

/** Requests that are under way at once, so that answers in the wrong order can be seen. */
const window = 16;
/** Starts after the first before it is given up. */
const mostRestarts = 10;
/** Requests without an answer in time before it is given up. */
const mostSilences = 20;
/** Lines that answer nothing before it is given up. */
const mostNoise = 1000;

interface Asked {
  readonly id: number;
  readonly line: string;
  readonly position: number;
  /** A later request was answered before this one. */
  isOvertaken: boolean;
}

/** Makes an engine of something that can be started and that speaks the line protocol. */
export function createLineEngine(start: StartEngine, options: LineEngineOptions): LineEngine {
  const driver = new LineDriver(start, options);
  return {
    name: options.name,
    givesNeeds: true,
    ask: (requests) => driver.ask(requests),
    get wasStarted() {
      return driver.wasStarted;
    },
    finish: () => driver.finish(),
    kill: () => driver.stop(),
  };
}

/** Sends requests, matches answers by id, and restarts the engine when it hangs or ends. */
class LineDriver {
  readonly #start: StartEngine;
  readonly #options: LineEngineOptions;
  readonly #events: EventQueue;
  #connection: EngineConnection | undefined;
  #lastId = 0;
  #restarts = -1;
  #silences = 0;
  #noise = 0;
  #isSequential = false;
  /** It wrote something, or ended in another way than by not being there. */
  #everRan = false;
  #lastExit: Pick<EngineExit, 'how' | 'lastWords'> | undefined;
  #gone: EngineFault | undefined;
  /** Ids of requests that were given up: a late answer to them says nothing new. */
  readonly #abandoned = new Set<number>();
  #waiting: Asked[] = [];
  #sent: Asked[] = [];
  #replies: EngineReply[] = [];
  #deadline = 0;

  constructor(start: StartEngine, options: LineEngineOptions) {
    this.#start = start;
    this.#options = options;
    this.#events = new EventQueue(options.signal);
  }

  get wasStarted(): boolean {
    return this.#restarts >= 0;
  }

  async ask(requests: readonly EngineRequest[]): Promise<readonly EngineReply[]> {
    this.#waiting = requests.map((request, position) => this.#asked(request, position));
    this.#sent = [];
    this.#replies = [];
    this.#deadline = systemClock() + this.#options.timeout;
    try {
      while (this.#waiting.length + this.#sent.length > 0) await this.#step();
      if (!this.#everRan && this.#lastExit !== undefined)
        throw this.#notStarted(this.#lastExit.how, this.#lastExit.lastWords);
    } catch (error) {
      this.stop();
      throw error;
    }
    return this.#replies;
  }

  async finish(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return;
    const { protocol, timeout } = this.#options;
    try {
      connection.end();
      const deadline = systemClock() + timeout;
      for (;;) {
        const event = await this.#events.next(deadline - systemClock());
        if (event === undefined) {
          protocol.add('end', `The process did not end within ${timeout} ms of the end of its input.`);
          return;
        }
        if (event.kind === 'exit') {
          if (!event.exit.isClean)
            protocol.add('end', `The process ended with ${event.exit.how}.`, event.exit.lastWords);
          return;
        }
        if (event.kind === 'tooLong' || event.line.trim() !== '') this.#reportExtra(event);
      }
    } finally {
      this.stop();
    }
  }

  stop(): void {
    this.#connection?.kill();
    this.#connection = undefined;
    this.#events.startOver();
  }

  #asked(request: EngineRequest, position: number): Asked {
    const id = ++this.#lastId;
    const { rule, attributes, unknown, clock, kind } = request;
    return { id, line: JSON.stringify({ id, rule, attributes, unknown, clock, kind }), position, isOvertaken: false };
  }

  async #step(): Promise<void> {
    if (this.#gone !== undefined) {
      for (const each of [...this.#sent, ...this.#waiting]) this.#reply(each, { ok: false, fault: this.#gone });
      this.#waiting = [];
      this.#sent = [];
      return;
    }
    this.#connect();
    while (this.#waiting.length > 0 && this.#sent.length < (this.#isSequential ? 1 : window)) this.#sendNext();
    const event = await this.#events.next(this.#deadline - systemClock());
    if (event?.kind !== 'exit' || !event.exit.neverRan) this.#everRan = true;
    if (event === undefined) this.#timeOut();
    else if (event.kind === 'line') this.#read(event.line);
    else if (event.kind === 'exit') this.#exit(event.exit);
    else this.#failAndRestart({ code: 'engine/too-long', message: 'The engine wrote a line without an end.' });
  }

  #connect(): void {
    if (this.#connection !== undefined) return;
    this.#restarts++;
    this.#connection = this.#start(this.#events.startOver());
    this.#deadline = systemClock() + this.#options.timeout;
  }

  #sendNext(): void {
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#sent.push(next);
    this.#connection?.send(next.line);
  }

  #reply(asked: Asked, reply: EngineReply): void {
    this.#replies[asked.position] = reply;
    this.#deadline = systemClock() + this.#options.timeout;
  }

  #read(line: string): void {
    if (line.trim() === '') return;
    const value = parse(line);
    if (!isJsonObject(value)) {
      this.#failHead({ code: 'engine/garbage', message: 'The line is no JSON object.', details: [shorten(line)] });
      return;
    }
    const id = value['id'];
    const place = this.#sent.findIndex((asked) => asked.id === id);
    const [asked] = place < 0 ? [] : this.#sent.splice(place, 1);
    if (asked === undefined) {
      this.#readStray(id, line);
      return;
    }
    if (place > 0) {
      this.#options.protocol.add('order', 'A request was answered before one that was sent earlier.', [shorten(line)]);
      for (const earlier of this.#sent.slice(0, place)) earlier.isOvertaken = true;
    }
    if (typeof value['threw'] === 'string') {
      this.#reply(asked, { ok: false, fault: { code: 'engine/threw', message: shorten(value['threw']) } });
      return;
    }
    this.#options.protocol.noteAnswer();
    const answer = readAnswer(value);
    this.#reply(
      asked,
      answer.ok
        ? { ok: true, answer: answer.value }
        : { ok: false, fault: { code: 'engine/garbage', message: answer.error, details: [shorten(line)] } },
    );
  }

  /** A line with an id that nobody waits for. */
  #readStray(id: JsonValue | undefined, line: string): void {
    if (typeof id === 'number' && this.#abandoned.delete(id)) return;
    if (++this.#noise > mostNoise) {
      this.#giveUp(`It wrote more than ${mostNoise} lines that answer nothing.`, [shorten(line)]);
      return;
    }
    const wasAnswered = typeof id === 'number' && Number.isSafeInteger(id) && id > 0 && id <= this.#lastId;
    const isWaiting = this.#waiting.some((asked) => asked.id === id);
    if (wasAnswered && !isWaiting) {
      this.#options.protocol.add('once', 'A request was answered more than once.', [shorten(line)]);
      return;
    }
    const message = id === undefined ? 'The answer has no id.' : `No request has the id ${JSON.stringify(id)}.`;
    this.#failHead({ code: 'engine/wrong-id', message, details: [shorten(line)] });
  }

  #failHead(fault: EngineFault): void {
    const head = this.#sent.shift();
    if (head === undefined) return;
    this.#abandoned.add(head.id);
    this.#reply(head, { ok: false, fault });
  }

  #timeOut(): void {
    const [head] = this.#sent;
    const { timeout } = this.#options;
    if (++this.#silences > mostSilences) this.#giveUp(`It left ${mostSilences} requests without an answer in time.`);
    else if (head?.isOvertaken === true)
      this.#failHead({ code: 'engine/missing-answer', message: 'Later requests were answered, this one was not.' });
    else this.#failAndRestart({ code: 'engine/timeout', message: `There was no answer within ${timeout} ms.` });
  }

  /** It was asked something, and no start of it ever led to anything: the fault of the command line, not of an engine. */
  #notStarted(how: string, lastWords: readonly string[]): ToolError {
    const message = `"${shorten(this.#options.name)}" could not be started: ${how}.`;
    const said = lastWords.at(-1);
    const hint = `${said === undefined ? '' : `It said: ${said}. `}Check how it is called, and that it runs from this folder.`;
    return new ToolError({ code: 'engine/not-started', message, hint });
  }

  #exit({ how, lastWords }: EngineExit): void {
    if (!this.#everRan && this.#restarts >= mostRestarts) throw this.#notStarted(how, lastWords);
    this.#lastExit = { how, lastWords };
    this.#options.protocol.add('end', `The process ended before its input did: ${how}.`, lastWords);
    if (this.#sent.length > 1) {
      // Whose fault it is shows when requests are sent one by one.
      this.#isSequential = true;
      this.#restart(how, lastWords);
      return;
    }
    this.#failAndRestart({ code: 'engine/exited', message: `The engine ended: ${how}.`, details: lastWords });
  }

  #failAndRestart(fault: EngineFault): void {
    this.#failHead(fault);
    this.#restart(fault.message, fault.details);
  }

  #restart(reason: string, details: readonly string[] = []): void {
    this.stop();
    this.#waiting.unshift(...this.#sent);
    this.#sent = [];
    if (this.#restarts >= mostRestarts)
      this.#giveUp(`It was started ${mostRestarts + 1} times. The last time: ${reason}`, details);
  }

  #giveUp(reason: string, details: readonly string[] = []): void {
    this.#gone = { code: 'engine/gone', message: `The engine is not asked any more. ${reason}`, details };
    this.#options.protocol.add('once', `Requests were left without an answer. ${reason}`, details);
    this.stop();
  }

  #reportExtra(event: EngineEvent): void {
    const details = event.kind === 'line' ? [shorten(event.line)] : [];
    this.#options.protocol.add('once', 'The engine wrote more than its answers.', details);
  }
}

function parse(line: string): JsonValue {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return null;
  }
}
