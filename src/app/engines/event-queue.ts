import type { EngineEvent } from './engine-connection.ts';

/** Events of one engine after the other, for one reader. */
export class EventQueue {
  readonly #signal: AbortSignal | undefined;
  #events: EngineEvent[] = [];
  #generation = 0;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Forgets the engine before; returns where the next one reports. */
  startOver(): (event: EngineEvent) => void {
    const generation = ++this.#generation;
    this.#events = [];
    return (event) => {
      if (generation !== this.#generation) return;
      this.#events.push(event);
      this.#wake?.();
    };
  }

  /**
   * The next event; undefined when none comes within the time.
   * @throws the reason of the signal when the run is stopped
   */
  async next(milliseconds: number): Promise<EngineEvent | undefined> {
    this.#signal?.throwIfAborted();
    if (this.#events.length === 0 && milliseconds > 0) await this.#wait(milliseconds);
    this.#signal?.throwIfAborted();
    return this.#events.shift();
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        this.#signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wake = done;
      this.#signal?.addEventListener('abort', done);
    });
  }
}
