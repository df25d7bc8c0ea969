import { describe, expect, it } from 'vitest';
import { lineColumnAt } from '../../../src/base/index.ts';
import { createLineLookup } from '../../../src/plan/line-lookup.ts';

describe('createLineLookup', () => {
  it('agrees with lineColumnAt at every offset, whatever ends the lines', () => {
    const text = 'a\nbb\r\nc\rd\n\n\r\n';
    const lineOf = createLineLookup(text);
    for (let offset = 0; offset <= text.length; offset++) {
      expect(lineOf(offset)).toBe(lineColumnAt(text, offset).line);
    }
  });
});
