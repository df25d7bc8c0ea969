/** Kleene truth values as bytes: what tables and lanes of the direct evaluator hold. */
export type TruthByte = 0 | 1 | 2;

export const isFalse = 0;
export const isTrue = 1;
export const isOpen = 2;

/** Both. */
export function andBytes(left: number, right: number): number {
  if (left === isFalse || right === isFalse) return isFalse;
  return left === isOpen || right === isOpen ? isOpen : isTrue;
}

/** Either. */
export function orBytes(left: number, right: number): number {
  return left === isTrue || right === isTrue ? isTrue : left | right;
}

/** The opposite; open stays open. */
export function notByte(value: number): number {
  return value === isOpen ? isOpen : value ^ 1;
}
