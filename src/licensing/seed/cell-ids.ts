import { canonicalJson, guidFromWords, hashText, type JsonValue } from '../../base/index.ts';
import type { ObjectType } from '../../model/index.ts';

/** A type of which an object stands for something that many users have alike (docs/adr/0010). */

export type CellType = 'licenseAssignment' | 'servicePlanAssignment';

/** True for a type of which an object stands for something that many users have alike. */
export function isCellType(type: ObjectType): type is CellType {
  return type === 'licenseAssignment' || type === 'servicePlanAssignment';
}

/** The id of such an object: a GUID that follows from its properties, all of which must be given. */
export function cellId(type: CellType, properties: Readonly<Record<string, JsonValue>>): string {
  const text = `${type} ${canonicalJson(properties)}`;
  const first = hashText(text);
  const second = hashText(text, first);
  return guidFromWords(first.high, first.low, second.high, second.low);
}
