/**
 * The three truth values as bytes, chosen so that Kleene's "and" is the bitwise and, and "or" the bitwise or: false 00,
 * undecided 01, true 11. Four objects are then combined by one operation on a 32-bit word.
 */
export type TruthByte = 0 | 1 | 3;

export const isFalse = 0;
export const isOpen = 1;
export const isTrue = 3;

/** Kleene's "not": swaps true and false, undecided stays. */
export function notByte(truth: TruthByte): TruthByte {
  return truth === isOpen ? isOpen : truth === isTrue ? isFalse : isTrue;
}

/** Kleene's "and". */
export function andBytes(left: TruthByte, right: TruthByte): TruthByte {
  return left === isFalse || right === isFalse ? isFalse : left === isOpen || right === isOpen ? isOpen : isTrue;
}

/** Kleene's "or". */
export function orBytes(left: TruthByte, right: TruthByte): TruthByte {
  return left === isTrue || right === isTrue ? isTrue : left === isOpen || right === isOpen ? isOpen : isFalse;
}

/** True or false as a byte. */
export function truthOf(holds: boolean): TruthByte {
  return holds ? isTrue : isFalse;
}
