import type { JsonObject, JsonValue } from '../../base/index.ts';

/** A question to a rule engine, as in the line protocol (docs/reference/line-protocol.md) but for the id. */
export interface EngineRequest {
  readonly rule: string;
  readonly attributes?: JsonObject;
  readonly unknown?: readonly string[];
  readonly clock?: string;
  readonly kind?: 'user' | 'device';
}

/** What an engine answered. */
export type EngineAnswer =
  | { readonly verdict: 'member' | 'notMember' }
  | { readonly verdict: 'undecided'; readonly needs?: readonly string[] }
  | { readonly error: EngineError };

/** An engine's refusal of a rule. */
export interface EngineError {
  readonly kind: string;
  readonly code?: string;
  readonly message?: string;
}

/** Why there is no answer. `code` is a code of the catalogue. */
export interface EngineFault {
  readonly code: EngineFaultCode;
  /** One sentence. */
  readonly message: string;
  /** Lines that the engine wrote, cut to a length that can be read. */
  readonly details?: readonly string[];
}

export type EngineFaultCode =
  | 'engine/timeout'
  | 'engine/exited'
  | 'engine/gone'
  | 'engine/garbage'
  | 'engine/too-long'
  | 'engine/wrong-id'
  | 'engine/missing-answer'
  | 'engine/threw';

/** An answer, or why there is none. */
export type EngineReply =
  { readonly ok: true; readonly answer: EngineAnswer } | { readonly ok: false; readonly fault: EngineFault };

/** A rule engine that can be asked. */
export interface EnginePort {
  readonly name: string;
  /** False when it answers undecided without saying what is needed to decide. */
  readonly givesNeeds: boolean;
  /** Answers all requests, in their order. Never rejects for what the engine does wrong; does for an aborted run. */
  ask(requests: readonly EngineRequest[]): Promise<readonly EngineReply[]>;
}

/** Asks an engine. A request that an engine leaves out counts as one without an answer: silence passes nothing. */
export async function askAll(engine: EnginePort, requests: readonly EngineRequest[]): Promise<readonly EngineReply[]> {
  const replies = await engine.ask(requests);
  return requests.map((_, index): EngineReply => replies[index] ?? { ok: false, fault: missingAnswer });
}

const missingAnswer: EngineFault = { code: 'engine/missing-answer', message: 'The engine gave no answer.' };

/** An answer as it is reported. */
export function answerJson(answer: EngineAnswer): JsonValue {
  return 'error' in answer ? { error: { ...answer.error } } : { ...answer };
}

/** The verdict, or `error` with its kind: what two engines have to agree on. */
export function summaryOf(answer: EngineAnswer): string {
  return 'error' in answer ? `error ${answer.error.kind}` : answer.verdict;
}
