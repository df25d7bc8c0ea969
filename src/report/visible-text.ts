/**
 * Characters that act on a terminal or hide in it: controls, formats (bidirectional marks, zero-width characters, tags), line and
 * paragraph separators, surrogates without a partner.
 */
const hiddenPattern = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

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
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
