const combiningPattern = /\p{M}/u;
const widePattern =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns that a text takes on a terminal: wide characters two, combining marks none. The text has no escape sequences. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character <= '~') width += 1;
    else if (!combiningPattern.test(character)) width += widePattern.test(character) ? 2 : 1;
  }
  return width;
}

/** Adds blanks up to a width. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Adds blanks in front, for numbers. */
export function padNumber(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Breaks a text into lines of at most `width` columns at blanks, or inside a word that is too long. At least one line. */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => breakWord(part, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}

/** Wraps a text and puts `first` before the first line and `rest` before the others; both count into the width. */
export function hangText(text: string, width: number, first: string, rest: string): readonly string[] {
  const room = width - Math.max(displayWidth(first), displayWidth(rest));
  return wrapText(text, room).map((line, index) => `${index === 0 ? first : rest}${line}`);
}

function breakWord(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (displayWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
