import { foldOrdinal, isJsonObject, type JsonValue, parseInstant } from '../../base/index.ts';
import { firstValueCode } from '../../model/index.ts';
import type { PlanField } from '../rule-node.ts';
import type { FoldedText } from './text-test.ts';

/** Distinct values by code, as their column encodes them: a dictionary, or anything that looks like one. */
export interface TextSource {
  /** One more than the highest code in use; it may grow. */
  readonly size: number;
  /** A source with the same values under all codes below `baseSize`: what is known about them holds here too. */
  readonly base?: TextSource | undefined;
  readonly baseSize?: number;
  textAt(code: number): string;
}

/** An element of assignedPlans; a missing field is null. */
export type DecodedPlan = Readonly<Record<PlanField, FoldedText | null>>;

/** An element of a collection: a text (null if empty), or a plan. */
export type DecodedElement = FoldedText | DecodedPlan | null;

/** The values of a source in the forms that conditions read, each made when first needed and once only. */
export class DecodedValues {
  readonly #source: TextSource;
  readonly #base: DecodedValues | undefined;
  readonly #baseSize: number;
  readonly #folded: string[] = [];
  readonly #instants: number[] = [];
  readonly #elements: (readonly DecodedElement[])[] = [];

  /** `base`: the values of the source's base. */
  constructor(source: TextSource, base?: DecodedValues) {
    this.#source = source;
    this.#base = base;
    this.#baseSize = base === undefined ? 0 : (source.baseSize ?? 0);
  }

  raw(code: number): string {
    return this.#source.textAt(code);
  }

  /** The text for comparing, case ignored. */
  folded(code: number): string {
    if (this.#base !== undefined && code < this.#baseSize) return this.#base.folded(code);
    return (this.#folded[code - this.#baseSize] ??= foldOrdinal(this.#source.textAt(code)));
  }

  /** Epoch milliseconds; not a number when the text is no instant. */
  instant(code: number): number {
    if (this.#base !== undefined && code < this.#baseSize) return this.#base.instant(code);
    return (this.#instants[code - this.#baseSize] ??= parseInstant(this.#source.textAt(code)) ?? Number.NaN);
  }

  /** The elements of a collection. */
  elements(code: number): readonly DecodedElement[] {
    if (this.#base !== undefined && code < this.#baseSize) return this.#base.elements(code);
    return (this.#elements[code - this.#baseSize] ??= decodeElements(this.#source.textAt(code)));
  }
}

/** A source that holds one value, at the first value code. */
export function singleValue(text: string): TextSource {
  return { size: firstValueCode + 1, textAt: () => text };
}

function decodeElements(encoded: string): readonly DecodedElement[] {
  const value = JSON.parse(encoded) as JsonValue;
  return Array.isArray(value) ? value.map(decodeElement) : [];
}

function decodeElement(element: JsonValue): DecodedElement {
  if (!isJsonObject(element)) return foldedText(element);
  const field = (name: PlanField): FoldedText | null =>
    Object.hasOwn(element, name) ? foldedText(element[name] ?? null) : null;
  return {
    servicePlanId: field('servicePlanId'),
    service: field('service'),
    capabilityStatus: field('capabilityStatus'),
  };
}

/** Claim `rules/6-empty-string`: an empty text is no value. */
function foldedText(value: JsonValue): FoldedText | null {
  return typeof value === 'string' && value !== '' ? { raw: value, folded: foldOrdinal(value) } : null;
}
