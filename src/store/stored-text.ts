/** What a column of text can hold: text, or bytes for a text that UTF-8 cannot express. */
export type StoredText = string | Uint8Array;

const loneSurrogate = /\p{Surrogate}/u;

/**
 * A text as it is stored. SQLite keeps UTF-8, which has no form for half a surrogate pair; such a text becomes UTF-16 bytes
 * so that it comes back as it was.
 */
export function toStoredText(text: string): StoredText {
  return loneSurrogate.test(text) ? Buffer.from(text, 'utf16le') : text;
}

/** The reverse of {@link toStoredText}; undefined for anything that is neither text nor bytes. */
export function fromStoredText(stored: unknown): string | undefined {
  if (typeof stored === 'string') return stored;
  return stored instanceof Uint8Array ? Buffer.from(stored).toString('utf16le') : undefined;
}
