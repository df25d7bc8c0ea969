import { foldOrdinal, guidFromWords, hashText } from '../base/index.ts';
import type { ObjectType } from '../model/index.ts';

/**
 * The id of an object that was written down without one: a GUID that follows from its type and its userPrincipalName,
 * mailNickname or displayName (whatever the case), so that every reading of the same file gives the same id.
 */
export function deriveObjectId(type: ObjectType, name: string): string {
  const text = `${type} ${foldOrdinal(name)}`;
  const first = hashText(text);
  const second = hashText(text, first);
  return guidFromWords(first.high, first.low, second.high, second.low);
}
