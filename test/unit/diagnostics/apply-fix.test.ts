import { describe, expect, it } from 'vitest';
import { applyFix, didYouMean, nearestNames } from '../../../src/diagnostics/index.ts';

describe('applyFix', () => {
  it('makes all edits, by the places of the text as it was', () => {
    const edits = [
      { span: { start: 0, end: 1 }, newText: 'AA' },
      { span: { start: 2, end: 2 }, newText: '+' },
      { span: { start: 3, end: 5 }, newText: '' },
    ];
    expect(applyFix('abcdef', { title: 't', edits })).toBe('AAb+cf');
  });

  it('leaves the text when there are no edits', () => {
    expect(applyFix('abc', { title: 't', edits: [] })).toBe('abc');
  });
});

describe('didYouMean', () => {
  const names = ['department', 'displayName', 'mail', 'mobile'];

  it.each([
    ['departmnet', 'Did you mean "user.department"?'],
    ['MAIL', 'Did you mean "user.mail"?'],
    ['nothing', undefined],
  ])('of %s is %s', (typed, expected) => {
    expect(didYouMean(typed, names, 'user.')).toBe(expected);
  });

  it('names several candidates, nearest first', () => {
    expect(nearestNames('mab', ['mail', 'mat', 'map', 'cat'])).toEqual(['map', 'mat']);
    expect(didYouMean('mab', ['mat', 'map'])).toBe('Did you mean "map" or "mat"?');
  });
});
