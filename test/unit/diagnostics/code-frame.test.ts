import { describe, expect, it } from 'vitest';
import {
  createDiagnostic,
  type Diagnostic,
  displayWidth,
  type FramePalette,
  renderCodeFrame,
} from '../../../src/diagnostics/index.ts';

function at(text: string, marked: string, details: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(marked);
  return createDiagnostic('rule/unknown-operator', {
    message: 'expected an operator',
    span: { start, end: start + marked.length },
    source: { name: 'groups.yaml', text },
    ...details,
  });
}

function frameLines(diagnostic: Diagnostic, window?: number): readonly string[] {
  return renderCodeFrame(diagnostic, window === undefined ? {} : { window }).split('\n');
}

describe('renderCodeFrame', () => {
  it('draws place, excerpt, related places, help and consequence', () => {
    const text = 'first\n(user.city -in ["a" -and x';
    const opened = { message: 'opened here', span: { start: 21, end: 22 } };
    expect(renderCodeFrame(at(text, '-and', { hint: 'Lists end with ].', related: [opened] }))).toBe(
      [
        'error rule/unknown-operator expected an operator  groups.yaml:2:21',
        '    2 |   (user.city -in ["a" -and x',
        '      |                       ^^^^',
        '      |                  ^ opened here',
        '   help: Lists end with ].',
        '   Entra refuses to save this rule.',
      ].join('\n'),
    );
  });

  it('shows a related place on another line with its own excerpt', () => {
    const text = 'one (\ntwo\nthree !';
    const lines = frameLines(at(text, '!', { related: [{ message: 'opened here', span: { start: 4, end: 5 } }] }));
    expect(lines.slice(1, 5)).toEqual([
      '    3 |   three !',
      '      |         ^',
      '    1 |   one (',
      '      |       ^ opened here',
    ]);
  });

  it.each([
    ['wide characters before the place', '日本語 !', 7],
    ['combining characters before the place', 'e\u0301e\u0301 !', 3],
    ['emoji before the place', '😀😀 !', 5],
    ['tabs as one column', '\t\t!', 2],
  ])('puts the caret right for %s', (_, text, column) => {
    const [, , carets = ''] = frameLines(at(text, '!'));
    expect(carets.indexOf('^') - '      |   '.length).toBe(column);
  });

  it('marks as many columns as the marked text takes', () => {
    const [, , carets = ''] = frameLines(at('x 日本 y', '日本'));
    expect(carets).toBe('      |     ^^^^');
  });

  it('cuts a long line to a window around the place', () => {
    const text = `${'a'.repeat(500)}!${'b'.repeat(500)}`;
    const [, excerpt = '', carets = ''] = frameLines(at(text, '!'), 60);
    expect(excerpt).toHaveLength('    1 |   '.length + 60 + 2);
    expect(excerpt.at(carets.indexOf('^'))).toBe('!');
    expect(excerpt).toMatch(/…a+!b+…$/);
  });

  it('marks a place over several lines to the end of its first line, and an empty one with one caret', () => {
    expect(frameLines(at('ab cd\nef', 'cd\nef'))[2]).toBe('      |      ^^');
    expect(frameLines(at('ab', '', { span: { start: 2, end: 2 } }))[2]).toBe('      |     ^');
  });

  it('shows no control characters and no signs that turn the text around', () => {
    const frame = renderCodeFrame(at('a\u001b[31m\u202eb !', '!', { message: 'found \u001b[2J', hint: 'not \u0007' }));
    expect(['\u0007', '\u001b', '\u202e'].filter((sign) => frame.includes(sign))).toEqual([]);
  });

  it('goes without an excerpt when there is no source or place', () => {
    expect(renderCodeFrame(createDiagnostic('rule/empty', { message: 'nothing' }))).toBe(
      'error rule/empty nothing\n   Entra refuses to save this rule.',
    );
    const source = { name: 'a.csv', text: 'x' };
    expect(renderCodeFrame(createDiagnostic('rule/empty', { message: 'nothing', source }))).toContain(
      'nothing  a.csv\n',
    );
  });

  it.each([
    ['rule/lone-apostrophe', 'warn', 'Entra accepts it, but it means something else than you may think.'],
    ['rule/calendar-duration', 'warn', 'What Entra does here is not known.'],
  ] as const)('says of %s what the service does', (code, word, sentence) => {
    const frame = renderCodeFrame(createDiagnostic(code, { message: 'm' }));
    expect(frame.startsWith(`${word} ${code}`)).toBe(true);
    expect(frame.endsWith(sentence)).toBe(true);
  });

  it('names the fix', () => {
    expect(renderCodeFrame(at('x !', '!', { fix: { title: 'Remove it', edits: [] } }))).toContain(
      '\n   fix: Remove it\n',
    );
  });

  it('colours by severity', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const palette: FramePalette = { strong: tag('b'), dim: tag('d'), bad: tag('r'), warn: tag('y'), note: tag('c') };
    const frame = renderCodeFrame(at('x !', '!'), { palette });
    expect(frame).toContain('<r>error</r> <b>rule/unknown-operator</b>');
    expect(frame).toContain('<r>^</r>');
    expect(renderCodeFrame(at('x !', '!', { severity: 'warning' }), { palette })).toContain('<y>^</y>');
  });
});

describe('displayWidth', () => {
  it.each([
    ['plain', 5],
    ['日本語', 6],
    ['ｆｕｌｌ', 8],
    ['한글', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👍', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
