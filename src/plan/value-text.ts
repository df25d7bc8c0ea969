import type { MaybeKnown } from '../model/index.ts';
import type { ObjectRef, SkuRef } from './plan-document.ts';

/** Longest value inside a sentence, in UTF-16 code units; the whole value stands in its own field. */
const longestValue = 120;

/** A value as it stands in a sentence: quoted text, `null`, `not known`, JSON for the rest; long ones are cut. */
export function valueText(value: MaybeKnown): string {
  if (value === undefined) return 'not known';
  return cutText(JSON.stringify(value), longestValue);
}

/** Cuts a text after `longest` code units, never inside a surrogate pair, and says so with an ellipsis. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 2);
  const end = last >= 0xd800 && last <= 0xdbff ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}

/** How people call an object: userPrincipalName, else displayName, else id. */
export function labelOfRef(ref: Pick<ObjectRef, 'id' | 'userPrincipalName' | 'displayName'>): string {
  return ref.userPrincipalName ?? ref.displayName ?? ref.id;
}

/** The name of a SKU that people type: its part number, else its id. */
export function nameOfSku({ skuPartNumber, skuId }: Pick<SkuRef, 'skuPartNumber' | 'skuId'>): string {
  return skuPartNumber ?? skuId;
}
