import { hasUnit } from './char-set.ts';
import type { PatternCursor } from './pattern-cursor.ts';
import { boundaryWordSet } from './unicode-sets.ts';

/** True when `character` can be part of a group name and cannot be escaped: a letter, digit, `_` or the like. */
export function isWordCharacter(character: string): boolean {
  return character !== '' && hasUnit(boundaryWordSet(), character.charCodeAt(0));
}

/** True when a name can begin or go on at the position. */
export function isNameUnit(cursor: PatternCursor): boolean {
  return isWordCharacter(cursor.text.charAt(cursor.position));
}

/** Reads word characters, possibly none. */
export function parseName(cursor: PatternCursor): string {
  const start = cursor.position;
  while (isNameUnit(cursor)) cursor.position++;
  return cursor.text.slice(start, cursor.position);
}
