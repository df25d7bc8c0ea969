import { lineColumnAt, type Span } from '../base/index.ts';
import type { Diagnostic, RelatedSpan } from './diagnostic.ts';
import { type Excerpt, excerptAt, printable } from './excerpt.ts';
import type { Consequence, Severity } from './vocabulary.ts';

/** Functions that put colour on a text, or leave it alone. */
export interface FramePalette {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly note: (text: string) => string;
}

/** How a frame looks. */
export interface CodeFrameOptions {
  /** Default: no colours. */
  readonly palette?: FramePalette;
  /** Code units of a source line that are shown at most. Default 100. */
  readonly window?: number;
}

const plain = (text: string): string => text;
const noColours: FramePalette = { strong: plain, dim: plain, bad: plain, warn: plain, note: plain };

/** What the service does with a rule, in words. */
const consequenceTexts: Readonly<Record<Consequence, string>> = {
  refused: 'Entra refuses to save this rule.',
  differs: 'Entra accepts it, but it means something else than you may think.',
  unknown: 'What Entra does here is not known.',
};

const severityWords: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warn', note: 'note' };

/**
 * Draws a diagnostic for people: severity, code, message and place; the line of the source with a caret line below it, and
 * one more for each related place; then the hint and what the service would do. Lines end with `\n`, the last does not.
 * Without a source or span there is no excerpt. O(length of the source).
 */
export function renderCodeFrame(diagnostic: Diagnostic, options: CodeFrameOptions = {}): string {
  const palette = options.palette ?? noColours;
  const lines = [headLine(diagnostic, palette), ...excerptLines(diagnostic, palette, options.window ?? 100)];
  if (diagnostic.hint !== undefined) lines.push(`   ${palette.note('help:')} ${printable(diagnostic.hint)}`);
  if (diagnostic.fix !== undefined) lines.push(`   ${palette.note('fix:')} ${diagnostic.fix.title}`);
  const consequence = consequenceLine(diagnostic);
  if (consequence !== undefined) lines.push(`   ${consequence}`);
  return lines.join('\n');
}

function consequenceLine({ code, consequence }: Diagnostic): string | undefined {
  if (consequence === undefined) return undefined;
  return consequence === 'refused' && !code.startsWith('rule/') ? 'Entra refuses this.' : consequenceTexts[consequence];
}

function headLine({ severity, code, message, source, span }: Diagnostic, palette: FramePalette): string {
  const colour = colourOf(severity, palette);
  const head = `${colour(severityWords[severity])} ${palette.strong(code)} ${printable(message)}`;
  if (source === undefined) return head;
  if (span === undefined) return `${head}  ${palette.dim(source.name)}`;
  const { line, column } = lineColumnAt(source.text, span.start);
  return `${head}  ${palette.dim(`${source.name}:${line}:${column}`)}`;
}

interface Mark {
  readonly excerpt: Excerpt;
  readonly label: string;
  readonly colour: (text: string) => string;
}

/** The main place first; a related place on the same line shares the excerpt when its window is the same. */
function excerptLines(diagnostic: Diagnostic, palette: FramePalette, window: number): readonly string[] {
  const { source, span, severity, related = [] } = diagnostic;
  if (source === undefined || span === undefined) return [];
  const markOf = (place: Span, label: string, colour: (text: string) => string): Mark => ({
    excerpt: excerptAt(source.text, place, window),
    label,
    colour,
  });
  const marks = [
    markOf(span, '', colourOf(severity, palette)),
    ...related.map((place: RelatedSpan) => markOf(place.span, place.message, palette.note)),
  ];
  const gutter = Math.max(5, ...marks.map(({ excerpt }) => String(excerpt.line).length));
  let shown: Excerpt | undefined;
  return marks.flatMap((mark) => {
    const { excerpt } = mark;
    const isShown = shown !== undefined && shown.line === excerpt.line && shown.text === excerpt.text;
    shown = excerpt;
    const line = `${palette.dim(`${String(excerpt.line).padStart(gutter)} |`)}   ${excerpt.text}`;
    return isShown ? [caretLine(mark, gutter, palette)] : [line, caretLine(mark, gutter, palette)];
  });
}

function caretLine({ excerpt, label, colour }: Mark, gutter: number, palette: FramePalette): string {
  const carets = colour('^'.repeat(excerpt.width));
  const words = label === '' ? '' : ` ${label}`;
  return `${' '.repeat(gutter)} ${palette.dim('|')}   ${' '.repeat(excerpt.indent)}${carets}${words}`;
}

function colourOf(severity: Severity, palette: FramePalette): (text: string) => string {
  if (severity === 'error') return palette.bad;
  return severity === 'warning' ? palette.warn : palette.note;
}
