import { foldUnit } from '../base/index.ts';
import type { PackedTexts } from './search/packed-texts.ts';
import { unitAt, unitLength } from './search/text-units.ts';

/** Whether the value of a code folds to a text. */
export function isFolded({ bytes, offsets }: PackedTexts, code: number, folded: string): boolean {
  const stop = offsets[code + 1] ?? 0;
  let index = 0;
  for (let at = offsets[code] ?? 0; at < stop; index++) {
    const byte = bytes[at] ?? 0;
    const unit = byte < 0x80 ? byte : unitAt(bytes, at);
    at += byte < 0x80 ? 1 : unitLength(byte);
    if (index >= folded.length || foldUnit(unit) !== folded.charCodeAt(index)) return false;
  }
  return index === folded.length;
}
