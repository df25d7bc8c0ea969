/**
 * Ordinal text comparison that ignores case: each UTF-16 code unit is mapped with invariant upper-casing on its own.
 * No locale, no accent folding, no trimming, no length change (`ß` stays `ß`, a final sigma equals a medial one).
 * Claim `rules/6-ordinal-ignore-case`.
 */
const upperCaseUnits = buildUpperCaseUnits();

/** Maps every code unit of `text` to its invariant upper case. O(length); returns `text` itself if nothing changes. */
export function foldOrdinal(text: string): string {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (upperCaseUnits[unit] !== unit) return foldFrom(text, index);
  }
  return text;
}

/** Upper-cases one code unit, see {@link foldOrdinal}. */
export function foldUnit(unit: number): number {
  return upperCaseUnits[unit] ?? unit;
}

/** Compares by code units, the order of every list that leaves the program. Negative, zero or positive. */
export function compareOrdinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True when both texts are equal after {@link foldOrdinal}. */
export function equalsOrdinalIgnoreCase(left: string, right: string): boolean {
  return left.length === right.length && (left === right || foldOrdinal(left) === foldOrdinal(right));
}

function foldFrom(text: string, first: number): string {
  if (isAscii(text)) return text.toUpperCase();
  let folded = text.slice(0, first);
  for (let index = first; index < text.length; index++) {
    folded += String.fromCharCode(foldUnit(text.charCodeAt(index)));
  }
  return folded;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

function buildUpperCaseUnits(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const upper = unit >= 0xd800 && unit <= 0xdfff ? '' : String.fromCharCode(unit).toUpperCase();
    table[unit] = upper.length === 1 ? upper.charCodeAt(0) : unit;
  }
  addSimpleMappings(table);
  // .NET's invariant table maps neither the dotless i nor the long s to ASCII.
  table[0x0131] = 0x0131;
  table[0x017f] = 0x017f;
  return table;
}

/**
 * Characters such as U+1FB3 have a two-letter full upper case in JavaScript but a one-letter simple one in Unicode, which is
 * what .NET uses. The simple one is found from the other side: it lower-cases to the character. U+1E9E is no such case.
 */
function addSimpleMappings(table: Uint16Array): void {
  for (let unit = 0x80; unit < 0xd800; unit++) {
    const lower = String.fromCharCode(unit).toLowerCase();
    if (lower.length !== 1 || unit === 0x1e9e) continue;
    const lowerUnit = lower.charCodeAt(0);
    if (lowerUnit !== unit && lower.toUpperCase().length > 1) table[lowerUnit] = unit;
  }
}
