/**
 * Characters that act on a terminal or hide in it: controls, line and paragraph separators, bidirectional marks, zero-width
 * characters, surrogates without a partner.
 */
const hiddenPattern =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** The text with everything invisible or active written out (`\u001b`, `\n`): safe to print, on one line. */
export function visible(text: string): string {
  return text.replace(hiddenPattern, escapeCharacter);
}

/** The text in quotation marks, safe to print. */
export function quoted(text: string): string {
  return `"${visible(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'))}"`;
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
