import { compareOrdinal } from '../base/index.ts';
import type { HolderRef, ObjectRef } from './plan-document.ts';
import { labelOfRef } from './value-text.ts';

/** Orders holders by name (id where there is none), then id. */
export function compareHolders(left: HolderRef, right: HolderRef): number {
  return (
    compareOrdinal(left.displayName ?? left.id, right.displayName ?? right.id) || compareOrdinal(left.id, right.id)
  );
}

/** Orders objects by their label, then id. */
export function compareObjects(left: ObjectRef, right: ObjectRef): number {
  return compareOrdinal(labelOfRef(left), labelOfRef(right)) || compareOrdinal(left.id, right.id);
}
