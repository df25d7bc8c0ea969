import { existsSync, readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldOrdinal, mostTextBytes, writeTextBytes } from '../../src/base/index.ts';
import {
  type BytePattern,
  compileBytePattern,
  compileMatch,
  parseDotnetPattern,
  requiredEnds,
  requiredLiteral,
  requiredStarts,
  requiredTexts,
  searchPatterns,
} from '../../src/rules/regex/index.ts';
import { seeded } from '../support/seed.ts';

/** The generated sub-language: the text of a pattern with a second, independent meaning as a set of end positions. */
interface Part {
  readonly text: string;
  readonly ends: (value: string, start: number) => ReadonlySet<number>;
}

const isWord = (unit: string): boolean => /^[\p{L}\p{Mn}\p{Nd}\p{Pc}\u200c\u200d]$/u.test(unit);
const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
const none: ReadonlySet<number> = new Set();

const unit = (text: string, matches: (unit: string) => boolean): Part => ({
  text,
  ends: (value, start) => (start < value.length && matches(value.charAt(start)) ? new Set([start + 1]) : none),
});

const anchor = (text: string, holds: (value: string, at: number) => boolean): Part => ({
  text,
  ends: (value, start) => (holds(value, start) ? new Set([start]) : none),
});

const atLastFeed = (value: string, at: number): boolean =>
  at === value.length || (at === value.length - 1 && value.endsWith('\n'));
const atBoundary = (value: string, at: number): boolean => isWord(value.charAt(at - 1)) !== isWord(value.charAt(at));

const alphabet = ['a', 'b', 'K', '1', '_', '-', '\n', 'é', 'Σ', '\u212a', 'ß', '\ud83d', '\ude00'];
const escape = (text: string): string => (text === '-' || text === '\n' ? `\\${text}` : text);

const literal = fc.constantFrom(...alphabet).map((text) => unit(escape(text), (found) => same(found, text)));

const classes = fc
  .tuple(
    fc.boolean(),
    fc.uniqueArray(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 4 }),
    fc.option(fc.constantFrom(...alphabet)),
  )
  .map(([negated, members, removed]) => {
    const text = `[${negated ? '^' : ''}${members.map(escape).join('')}${removed === null ? '' : `-[${escape(removed)}]`}]`;
    return unit(
      text,
      (found) =>
        members.some((member) => same(found, member)) !== negated && (removed === null || !same(found, removed)),
    );
  });

const shorthand = fc.constantFrom(
  unit('.', (found) => found !== '\n'),
  unit('\\d', (found) => /\p{Nd}/u.test(found)),
  unit('\\w', isWord),
  unit('\\W', (found) => !isWord(found)),
  unit('\\s', (found) => found === '\n' || found === ' '),
  unit('\\p{L}', (found) => /\p{L}/u.test(found)),
);

const anchors = fc.constantFrom(
  anchor('^', (_, at) => at === 0),
  anchor('\\A', (_, at) => at === 0),
  anchor('$', atLastFeed),
  anchor('\\Z', atLastFeed),
  anchor('\\z', (value, at) => at === value.length),
  anchor('(?m:^)', (value, at) => at === 0 || value.charAt(at - 1) === '\n'),
  anchor('(?m:$)', (value, at) => at === value.length || value.charAt(at) === '\n'),
  anchor('\\b', atBoundary),
  anchor('\\B', (value, at) => !atBoundary(value, at)),
);

function step(part: Part, value: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...starts].flatMap((start) => [...part.ends(value, start)]));
}

const sequence = (parts: readonly Part[]): Part => ({
  text: parts.map((part) => part.text).join(''),
  ends: (value, start) =>
    parts.reduce((starts, part) => step(part, value, starts), new Set([start]) as ReadonlySet<number>),
});

const alternation = (parts: readonly Part[]): Part => ({
  text: `(${parts.map((part) => part.text).join('|')})`,
  ends: (value, start) => new Set(parts.flatMap((part) => [...part.ends(value, start)])),
});

function repeat(part: Part, quantifier: string, min: number, max: number): Part {
  return {
    text: `(?:${part.text})${quantifier}`,
    ends: (value, start) => {
      let current: ReadonlySet<number> = new Set([start]);
      const reached = new Set(min === 0 ? [start] : []);
      for (let count = 1; count <= Math.min(max, min + value.length + 1); count++) {
        current = step(part, value, current);
        if (count >= min) for (const end of current) reached.add(end);
      }
      return reached;
    },
  };
}

const quantifiers = [
  ['*', 0, Infinity],
  ['+', 1, Infinity],
  ['?', 0, 1],
  ['*?', 0, Infinity],
  ['{2}', 2, 2],
  ['{1,}', 1, Infinity],
  ['{0,3}', 0, 3],
  ['{2,3}?', 2, 3],
] as const;

const { pattern } = fc.letrec<{ pattern: Part; item: Part }>((tie) => ({
  pattern: fc.array(tie('item'), { maxLength: 4 }).map(sequence),
  item: fc.oneof(
    { maxDepth: 3 },
    fc.oneof({ arbitrary: literal, weight: 4 }, classes, shorthand, anchors),
    fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map(alternation),
    fc
      .tuple(tie('pattern'), fc.constantFrom(...quantifiers))
      .map(([part, [text, min, max]]) => repeat(part, text, min, max)),
  ),
}));

const values = fc
  .array(fc.constantFrom(...alphabet, 'A', 'k', 'B', 'σ', 'ς', 'ẞ', 'É', ' '), { maxLength: 10 })
  .map((units) => units.join(''));

function matches(part: Part, value: string): boolean {
  return Array.from({ length: value.length + 1 }, (_, start) => part.ends(value, start).size > 0).includes(true);
}

/** The numbers of the texts in which each pattern is found; they must come in ascending order. */
function searchTexts(patterns: readonly BytePattern[], texts: readonly string[]): readonly (readonly number[])[] {
  const bytes = new Uint8Array(mostTextBytes(texts.join('').length));
  const offsets = new Uint32Array(texts.length + 1);
  for (const [code, text] of texts.entries()) offsets[code + 1] = writeTextBytes(text, bytes, offsets[code] ?? 0);
  const found: number[][] = patterns.map(() => []);
  searchPatterns(patterns, { bytes, offsets, codes: Uint32Array.from(texts.keys()) }, (number, code) => {
    if (found[number]?.at(-1) !== code) found[number]?.push(code);
  });
  return found;
}

describe('compileMatch against an independent matcher', () => {
  it('agrees on generated patterns and values', () => {
    fc.assert(
      fc.property(pattern, fc.array(values, { minLength: 1, maxLength: 6 }), (part, texts) => {
        const compiled = compileMatch(part.text);
        if (compiled.kind !== 'matcher') throw new Error(`${part.text}: ${JSON.stringify(compiled)}`);
        for (const text of texts) {
          const answer = compiled.test(text);
          // Only a pattern that mixes $ with multiline anchors may leave a value with an inner line feed open.
          const mayBeOpen = part.text.includes('(?m:') && text.slice(0, -1).includes('\n');
          const expected = answer === undefined && mayBeOpen ? undefined : matches(part, text);
          expect([text, answer]).toEqual([text, expected]);
        }
      }),
      seeded(2000),
    );
  });

  it('agrees with the search that reads bytes, of many patterns and values together', () => {
    let found = 0;
    const kinds = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 24 }),
        fc.array(values, { maxLength: 6 }),
        (parts, all) => {
          const texts = all.filter((value) => value !== '' && !value.includes('\n'));
          const searched = parts.flatMap((part) => {
            const parsed = parseDotnetPattern(part.text);
            const compiled = parsed.ok ? compileBytePattern(parsed.ast) : undefined;
            return compiled === undefined ? [] : [{ part, compiled }];
          });
          for (const { compiled } of searched) kinds.add(`${compiled.from} ${compiled.isBrief}`);
          const hits = searchTexts(
            searched.map(({ compiled }) => compiled),
            texts,
          );
          for (const [index, { part }] of searched.entries()) {
            const expected = texts.flatMap((text, code) => (matches(part, text) ? [code] : []));
            expect([part.text, texts, hits[index]]).toEqual([part.text, texts, expected]);
            found += expected.length;
          }
        },
      ),
      seeded(1000),
    );
    expect(found).toBeGreaterThan(4000);
    expect([...kinds].toSorted()).toEqual(['end false', 'end true', 'start false', 'start true']);
  });

  it('agrees where states become too many for patterns together, and for one alone', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'É', '語'), { minLength: 2000, maxLength: 2500 });
    const text = fc.tuple(letters, fc.constantFrom('x', 'xb', 'ab')).map(([units, end]) => units.join('') + end);
    const texts = fc.array(text, { minLength: 4, maxLength: 4 });
    // Whether a letter stood so many units ago must be remembered for each of them: states double with every one.
    const hostile = [10, 11, 12, 13, 14].flatMap((units) => [
      `a.{${units}}[bé]x`,
      `^.*[aé].{${units}}bx$`,
      `[a語].{${units}}[^é]x`,
    ]);
    fc.assert(
      fc.property(texts, (all) => {
        const patterns = hostile.map((text) => {
          const parsed = parseDotnetPattern(text);
          return parsed.ok ? compileBytePattern(parsed.ast) : undefined;
        });
        const hits = searchTexts(
          patterns.filter((each) => each !== undefined),
          all,
        );
        for (const [index, text] of hostile.entries()) {
          const native = new RegExp(text, 'iu');
          expect([text, hits[index]]).toEqual([text, all.flatMap((value, code) => (native.test(value) ? [code] : []))]);
        }
      }),
      seeded(2),
    );
  });

  it('never has a match without the required literal, or one of the required texts', () => {
    fc.assert(
      fc.property(pattern, values, (part, text) => {
        const parsed = parseDotnetPattern(part.text);
        if (!parsed.ok) throw new Error(parsed.error.message);
        const required = requiredLiteral(parsed.ast);
        const isMissed = required !== undefined && matches(part, text) && !foldOrdinal(text).includes(required);
        expect([part.text, text, required, isMissed]).toEqual([part.text, text, required, false]);
        const texts = requiredTexts(parsed.ast);
        const starts = requiredStarts(parsed.ast);
        const isStart = text.includes('\n') || (starts?.some((each) => foldOrdinal(text).startsWith(each)) ?? true);
        expect([part.text, text, starts, matches(part, text) && !isStart]).toEqual([part.text, text, starts, false]);
        const ends = requiredEnds(parsed.ast);
        const isEnd = text.includes('\n') || (ends?.some((each) => foldOrdinal(text).endsWith(each)) ?? true);
        expect([part.text, text, ends, matches(part, text) && !isEnd]).toEqual([part.text, text, ends, false]);
        const isFound = texts?.some((each) => foldOrdinal(text).includes(each)) ?? true;
        expect([part.text, text, texts, matches(part, text) && !isFound]).toEqual([part.text, text, texts, false]);
      }),
      seeded(2000),
    );
  });
});

const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from("()[]{}?*+|\\^$.-<>'=!:#,19abdknpPsxuGiI{L}~_ é\n")),
    maxLength: 40,
  }),
);

describe('parseDotnetPattern on garbage', () => {
  it('never throws and places every error inside the pattern', () => {
    fc.assert(
      fc.property(garbage, (text) => {
        const result = parseDotnetPattern(text);
        const { offset, length, message } = result.ok ? { offset: 0, length: 1, message: 'no error' } : result.error;
        expect([text, offset >= 0, length >= 1]).toEqual([text, true, true]);
        expect(offset + length).toBeLessThanOrEqual(Math.max(1, text.length));
        expect(message).not.toBe('');
      }),
      seeded(5000),
    );
  });

  it('compiles or refuses with a place inside the pattern, and a matcher always answers', () => {
    fc.assert(
      fc.property(garbage, values, (text, value) => {
        const compiled = compileMatch(text);
        const isSound =
          compiled.kind === 'matcher'
            ? [true, false, undefined].includes(compiled.test(value))
            : compiled.kind === 'invalid' || compiled.offset < text.length;
        expect([text, isSound]).toEqual([text, true]);
      }),
      seeded(3000),
    );
  });
});

const corpus = new URL('../../../shared/corpus/rules.jsonl', import.meta.url);
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`SKIPPED: ${corpus.pathname} is absent, harvested patterns were not tried.`);

describe.skipIf(!hasCorpus)('patterns of harvested rules', () => {
  it('compile, or say why not', () => {
    const patterns = [...readFileSync(corpus, 'utf8').matchAll(/match\s*\\"(.*?)\\"/gi)].map((found) =>
      String(JSON.parse(`"${found[1] ?? ''}"`)),
    );
    expect(patterns.length).toBeGreaterThan(10);
    for (const text of patterns) {
      const compiled = compileMatch(text);
      expect([text, compiled.kind]).toEqual([text, 'matcher']);
    }
  });
});
