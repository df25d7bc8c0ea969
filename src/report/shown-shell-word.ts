import { shellWord } from '../base/index.ts';
import { visible } from './visible-text.ts';

/**
 * {@link shellWord} of a text that is shown. A text with hidden characters is replaced by `fallback`, or shown with them written
 * out, which the shell then does not undo.
 */
export function shownShellWord(text: string, fallback = text): string {
  const shown = visible(text);
  return shellWord(shown === text ? text : visible(fallback));
}
