import { visible } from './visible-text.ts';

/**
 * A text as one word of a shell command line that people may copy: quoted where needed. A text with hidden characters is
 * replaced by `fallback`, or shown with them written out, which the shell then does not undo.
 */
export function shellWord(text: string, fallback?: string): string {
  const shown = visible(text);
  if (shown !== text && fallback !== undefined) return shellWord(fallback);
  if (/^[A-Za-z0-9@%+=:,./_-]+$/.test(shown)) return shown;
  if (!/["$`\\!]/.test(shown)) return `"${shown}"`;
  return `'${shown.replaceAll("'", `'\\''`)}'`;
}
