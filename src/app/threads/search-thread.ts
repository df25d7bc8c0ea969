import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { BegunSearch, PackedTexts, SearchHelper } from '../../engine/index.ts';
import type { Scan } from '../../rules/index.ts';
import {
  isBegun,
  isFree,
  isTaken,
  type SearchAnswer,
  type SearchRequest,
  type SearchThreadData,
} from './search-messages.ts';

/** A thread that takes longer than this for one search is taken for dead, and its work is done here. */
const patienceMilliseconds = 20_000;

/** The program, beside this file and compiled if this one is. */
const program = new URL(`./search-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** How the thread is started. */
export interface SearchThreadOptions {
  /** Options of Node for the thread; default: those of this process. */
  readonly execArgv?: readonly string[];
}

/**
 * A thread that searches values while this one evaluates rules. It starts with the first search; what it has not come to can be
 * taken back, so nobody ever waits for its start. It ends with the process, or when it is closed.
 */
export class SearchThread implements SearchHelper {
  readonly #options: SearchThreadOptions;
  #values = new WeakMap<Uint8Array, number>();
  readonly #collected = new FinalizationRegistry<number>((values) => this.#send({ kind: 'forget', values }));
  readonly #wanted = new Map<number, SearchAnswer | undefined>();
  #started: { readonly worker: Worker; readonly port: MessagePort } | undefined;
  #isGone = false;
  #valuesCount = 0;
  #searchCount = 0;
  #answerCount = 0;

  constructor(options: SearchThreadOptions = {}) {
    this.#options = options;
  }

  /** How many searches the thread has answered for us. */
  get answerCount(): number {
    return this.#answerCount;
  }

  begin(texts: PackedTexts, scans: readonly Scan[]): BegunSearch {
    const search = this.#searchCount++;
    const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#wanted.set(search, undefined);
    this.#send({ kind: 'search', search, values: this.#share(texts), scans, state });
    return {
      take: () => this.#take(search, state),
      drop: () => {
        Atomics.compareExchange(state, 0, isFree, isTaken);
        this.#wanted.delete(search);
      },
    };
  }

  /** Drops what was sent and worked out about values, as when a program starts: for measurements. */
  forget(): void {
    this.#values = new WeakMap();
    for (let values = 0; values < this.#valuesCount; values++) this.#send({ kind: 'forget', values });
  }

  /** Ends the thread; searches that are begun later are never answered by it. */
  async close(): Promise<void> {
    this.#isGone = true;
    this.#started?.port.close();
    await this.#started?.worker.terminate();
  }

  /** The number of values, which are sent when they are met first. */
  #share({ size, bytes, offsets }: PackedTexts): number {
    const known = this.#values.get(bytes);
    if (known !== undefined) return known;
    const values = this.#valuesCount++;
    this.#values.set(bytes, values);
    this.#collected.register(bytes, values);
    const byteCount = offsets[size] ?? 0;
    this.#send({
      kind: 'values',
      values,
      texts: {
        size,
        bytes: sharedBytes(bytes.subarray(0, byteCount)),
        offsets: sharedWords(offsets.subarray(0, size + 1)),
      },
    });
    return values;
  }

  #take(search: number, state: Int32Array): readonly Uint32Array[] | undefined {
    const wasFree = Atomics.compareExchange(state, 0, isFree, isTaken) === isFree;
    if (!wasFree && !this.#isGone && Atomics.load(state, 0) === isBegun)
      this.#isGone = Atomics.wait(state, 0, isBegun, patienceMilliseconds) === 'timed-out';
    this.#receive();
    const lists = this.#wanted.get(search)?.lists;
    this.#wanted.delete(search);
    if (lists === undefined) return undefined;
    this.#answerCount++;
    const { starts, codes } = lists;
    return Array.from({ length: starts.length - 1 }, (_, index) => codes.subarray(starts[index], starts[index + 1]));
  }

  /** Takes in what the thread has sent; we need not return to the event loop for it. */
  #receive(): void {
    const port = this.#started?.port;
    if (port === undefined) return;
    for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port)) {
      const answer = received.message as SearchAnswer;
      if (this.#wanted.has(answer.search)) this.#wanted.set(answer.search, answer);
    }
  }

  #send(request: SearchRequest): void {
    if (this.#isGone) return;
    this.#started ??= this.#start();
    this.#started.port.postMessage(request);
  }

  #start(): { readonly worker: Worker; readonly port: MessagePort } {
    const { port1, port2 } = new MessageChannel();
    const { execArgv } = this.#options;
    const workerData: SearchThreadData = { port: port2 };
    const worker = new Worker(program, {
      workerData,
      transferList: [port2],
      name: 'search',
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    // Neither keeps the process alive; without an answer everything is done here.
    worker.unref();
    port1.unref();
    worker.on('error', () => {
      this.#isGone = true;
    });
    return { worker, port: port1 };
  }
}

/** The bytes where both threads can read them: long lists of values lie there already. */
function sharedBytes(bytes: Uint8Array): Uint8Array {
  return bytes.buffer instanceof SharedArrayBuffer ? bytes : new Uint8Array(sharedCopy(bytes));
}

function sharedWords(words: Uint32Array): Uint32Array {
  return words.buffer instanceof SharedArrayBuffer ? words : new Uint32Array(sharedCopy(words));
}

function sharedCopy({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer, byteOffset, byteLength));
  return copy;
}
