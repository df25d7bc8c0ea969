import { describe, expect, it } from 'vitest';
import { displayWidth, hangText, padText, wrapText } from '../../../src/report/index.ts';
import { padNumber } from '../../../src/report/text-layout.ts';
import { counted, formatCount } from '../../../src/report/index.ts';

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['東京', 4],
    ['👍', 2],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('padText and padNumber', () => {
  it('count columns, not code units', () => {
    expect(padText('東', 4)).toBe('東  ');
    expect(padNumber('12', 4)).toBe('  12');
    expect(padText('too long', 3)).toBe('too long');
  });
});

describe('wrapText', () => {
  it('breaks at blanks and keeps within the width', () => {
    expect(wrapText('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  it('breaks a word that is too long', () => {
    expect(wrapText(`a ${'x'.repeat(25)}`, 10)).toEqual(['a', 'x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });

  it('gives one line for nothing, and never less than eight columns', () => {
    expect(wrapText('', 20)).toEqual(['']);
    expect(wrapText('abcdefgh', 1)).toEqual(['abcdefgh']);
  });
});

describe('hangText', () => {
  it('counts the indentation into the width', () => {
    expect(hangText('the quick brown fox', 14, '- ', '  ')).toEqual(['- the quick', '  brown fox']);
  });
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [52310, '52,310'],
    [1234567, '1,234,567'],
  ])('writes %i as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('agrees with the number', () => {
    expect([counted(1, 'group'), counted(0, 'group'), counted(2, 'leave', 'leaves')]).toEqual([
      '1 group',
      '0 groups',
      '2 leaves',
    ]);
  });
});
