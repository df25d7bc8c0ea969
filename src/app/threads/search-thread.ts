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

/**
 * A thread that takes longer than this for one search is taken for dead, and its work is done here: some fifty times what
 * searches take.
 */
const leastPatience = 1000;
const patiencePerMegabyte = 100;

/** The thread keeps as many values, and no more bytes of them than these beside the latest. */
const mostValues = 64;
const mostBytes = 2 * 1024 * 1024 * 1024;
/**
 * What the thread has forgotten still takes memory until its garbage is collected, and a thread that makes little garbage hardly ever
 * collects it. When it comes to so many bytes, another thread takes over.
 */
const usuallyForgotten = 256 * 1024 * 1024;

/** The program, beside this file and compiled if this one is. */
const program = new URL(`./search-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** How the thread is started. */
export interface SearchThreadOptions {
  /** Options of Node for the thread; default: those of this process. */
  readonly execArgv?: readonly string[];
  /** Another thread takes over when the values that this one has forgotten come to so many bytes; default: 256 MB. */
  readonly mostForgotten?: number;
}

/**
 * A thread that searches values while this one evaluates rules. It starts with the first search; what it has not come to can be
 * taken back, so nobody ever waits for its start. It ends with the process, or when it is closed.
 */
export class SearchThread implements SearchHelper {
  readonly #options: SearchThreadOptions;
  #values = new WeakMap<Uint8Array, number>();
  /** Bytes of the values that the thread keeps, by number; the one that was not asked for longest stands first. */
  readonly #kept = new Map<number, number>();
  #keptBytes = 0;
  #forgottenBytes = 0;
  readonly #collected = new FinalizationRegistry<number>((values) => this.#forget(values));
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
    // What came too late for somebody who did not wait must not pile up.
    this.#receive();
    const { mostForgotten = usuallyForgotten } = this.#options;
    if (this.#forgottenBytes > mostForgotten && this.#wanted.size === 0) void this.#end();
    const search = this.#searchCount++;
    const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#wanted.set(search, undefined);
    this.#send({ kind: 'search', search, values: this.#share(texts), scans, state });
    return {
      take: () => this.#take(search, state, patienceFor(texts)),
      drop: () => {
        Atomics.compareExchange(state, 0, isFree, isTaken);
        this.#wanted.delete(search);
      },
    };
  }

  /** Drops what was sent and worked out about values, as when a program starts: for measurements. */
  forget(): void {
    this.#values = new WeakMap();
    const forgotten = this.#forgottenBytes;
    for (const values of this.#kept.keys()) this.#forget(values);
    // They are asked for again, from where they lie.
    this.#forgottenBytes = forgotten;
  }

  /** Ends the thread; searches that are begun later are never answered by it. */
  async close(): Promise<void> {
    this.#isGone = true;
    await this.#end();
  }

  /** Ends the thread with all that it knows. */
  async #end(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    this.#values = new WeakMap();
    this.#kept.clear();
    [this.#keptBytes, this.#forgottenBytes] = [0, 0];
    started?.port.close();
    await started?.worker.terminate();
  }

  /** The number of values, which are sent when they are met first. */
  #share({ size, bytes, offsets }: PackedTexts): number {
    const known = this.#values.get(bytes);
    const kept = known === undefined ? undefined : this.#kept.get(known);
    if (known !== undefined && kept !== undefined) {
      this.#kept.delete(known);
      this.#kept.set(known, kept);
      return known;
    }
    const values = this.#valuesCount++;
    this.#values.set(bytes, values);
    this.#collected.register(bytes, values);
    const byteCount = offsets[size] ?? 0;
    this.#kept.set(values, byteCount);
    this.#keptBytes += byteCount;
    for (const oldest of this.#kept.keys()) {
      if (oldest === values || (this.#kept.size <= mostValues && this.#keptBytes <= mostBytes)) break;
      this.#forget(oldest);
    }
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

  #forget(values: number): void {
    const bytes = this.#kept.get(values);
    if (bytes === undefined) return;
    this.#kept.delete(values);
    this.#keptBytes -= bytes;
    this.#forgottenBytes += bytes;
    this.#send({ kind: 'forget', values });
  }

  #take(search: number, state: Int32Array, patience: number): readonly Uint32Array[] | undefined {
    const wasFree = Atomics.compareExchange(state, 0, isFree, isTaken) === isFree;
    const isMissed = !wasFree && !this.#isGone && Atomics.wait(state, 0, isBegun, patience) === 'timed-out';
    this.#receive();
    if (isMissed) void this.close();
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
    try {
      this.#started ??= this.#start();
      this.#started.port.postMessage(request);
    } catch {
      // Threads may be forbidden, or options of Node unknown to them. Everything is done here then.
      this.#isGone = true;
    }
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
    const onEnd = (): void => {
      if (this.#started?.worker === worker) this.#isGone = true;
    };
    worker.on('error', onEnd);
    worker.on('exit', onEnd);
    return { worker, port: port1 };
  }
}

/** In milliseconds. */
function patienceFor({ size, offsets }: PackedTexts): number {
  return leastPatience + ((offsets[size] ?? 0) / 1e6) * patiencePerMegabyte;
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
