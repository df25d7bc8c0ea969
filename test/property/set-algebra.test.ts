import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRandom, type Random, rowSetOf } from '../../src/base/index.ts';
import { truthOfTable } from '../../src/engine/code-truth.ts';
import type { FormulaBook, FormulaNode } from '../../src/engine/formula-book.ts';
import { RowLists } from '../../src/engine/row-lists.ts';
import { ColumnLeaf, constantLeaf, type RowLeaf, rowSetLeaf } from '../../src/engine/row-leaf.ts';
import { SetEvaluator } from '../../src/engine/set-evaluator.ts';
import { TableCache } from '../../src/engine/table-cache.ts';
import { VerdictSets } from '../../src/engine/verdict-sets.ts';
import { type Column, ColumnDraft, Dictionary, firstValueCode, notKnownCode, nullCode } from '../../src/model/index.ts';
import { andBytes, isFalse, isOpen, isTrue, orBytes, type RowVerdicts, type TruthByte } from '../../src/rules/index.ts';
import { seeded } from '../support/seed.ts';

const definition = { name: 'department', type: 'string' } as const;

function dictionaryOf(values: number): Dictionary {
  const dictionary = new Dictionary();
  for (let index = 0; index < values; index++) dictionary.intern(`"${index}"`);
  dictionary.freeze();
  return dictionary;
}

/** From two values to so many that a code needs more than two bytes. */
const dictionaries = [2, 10, 300, 3000, 70_000].map(dictionaryOf);

/** A population with some columns and formulas on them, large enough that both lists and bitmaps come up. */
class World {
  readonly size: number;
  readonly leaves: readonly RowLeaf[];
  readonly book: FormulaBook;
  readonly tables = new TableCache();
  readonly lists: RowLists;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.size = this.#random.int(100, 4000);
    this.lists = new RowLists(this.size);
    const columns = dictionaries.map((dictionary) => this.#column(dictionary));
    this.leaves = Array.from({ length: 30 }, () => this.#leaf(columns));
    const nodes: FormulaNode[] = this.leaves.map((_, leaf) => ({ kind: 'leaf', id: leaf, leaf }));
    for (let count = 0; count < 40; count++) {
      const children = new Set(Array.from({ length: this.#random.int(2, 4) }, () => this.#pick(nodes)));
      const kind = this.#random.real() < 0.7 ? 'and' : 'or';
      nodes.push({ kind, id: nodes.length, children: [...children].toSorted((a, b) => a.id - b.id) });
    }
    const uses = Uint32Array.from({ length: nodes.length }, () => this.#random.int(1, 3));
    this.book = { leaves: [], nodes, roots: nodes, uses };
  }

  leafAt(index: number): RowLeaf {
    return this.leaves[index] ?? constantLeaf(isFalse, this.size);
  }

  /** The truth of each row for each node, worked out the plain way. */
  plainTruths(): readonly Uint8Array[] {
    const all: Uint8Array[] = [];
    for (const node of this.book.nodes) {
      if (node.kind === 'leaf')
        all.push(Uint8Array.from({ length: this.size }, (_, row) => this.leafAt(node.leaf).truthAt(row)));
      else {
        const join = node.kind === 'and' ? andBytes : orBytes;
        const parts = node.children.map(({ id }) => all[id]);
        all.push(
          Uint8Array.from({ length: this.size }, (_, row) =>
            parts.map((part) => truthOf(part?.[row])).reduce((one, other) => join(one, other)),
          ),
        );
      }
    }
    return all;
  }

  #pick<T>(entries: readonly T[]): T {
    const picked = entries[this.#random.int(0, entries.length - 1)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  #column(dictionary: Dictionary): Column {
    const draft = new ColumnDraft(definition, dictionary);
    const notKnown = this.#pick([0, 0, 0.02, 0.1, 0.6]);
    const isNull = this.#pick([0, 0.3]);
    // The last rows may be past the end of the codes, and so are not known either.
    const end = notKnown === 0 ? this.size : this.size - this.#random.int(0, 20);
    for (let row = 0; row < end; row++) {
      const value = this.#random.real() ** 3 * (dictionary.size - firstValueCode);
      const code = this.#random.real() < isNull ? nullCode : firstValueCode + Math.floor(value);
      draft.setCode(row, this.#random.real() < notKnown ? notKnownCode : code);
    }
    return draft.finish();
  }

  #leaf(columns: readonly Column[]): RowLeaf {
    const lot = this.#random.real();
    if (lot < 0.03) return constantLeaf(this.#pick([isFalse, isOpen, isTrue]), this.size);
    if (lot < 0.1) {
      const rows = Array.from({ length: this.#random.int(0, 200) }, () => this.#random.int(0, this.size - 1));
      const members = rowSetOf(rows.slice(20));
      const open = rowSetOf(rows.slice(0, this.#pick([0, 20])).filter((row) => !members.has(row)));
      return rowSetLeaf(members, open, this.size);
    }
    const column = this.#pick(columns);
    const table = new Uint8Array(column.dictionary.size);
    const share = this.#pick([0, 0.001, 0.02, 0.1, 0.5, 0.98]);
    const openShare = this.#pick([0, 0, 0, 0, 0.01]);
    for (let code = firstValueCode; code < table.length; code++) {
      const truth = this.#random.real() < share ? isTrue : isFalse;
      table[code] = this.#random.real() < openShare ? isOpen : truth;
    }
    if (this.#random.real() < 0.4) table.fill(isFalse).fill(isTrue, firstValueCode, firstValueCode + 1);
    table[nullCode] = this.#pick([isFalse, isFalse, isTrue, isFalse, openShare > 0 ? isOpen : isFalse]);
    return new ColumnLeaf(column, this.size, truthOfTable(table), this.tables, this.lists);
  }
}

function truthOf(byte: number | undefined): TruthByte {
  return byte === isTrue ? isTrue : byte === isOpen ? isOpen : isFalse;
}

function truthIn({ members, undecided }: RowVerdicts, row: number): TruthByte {
  if (members.has(row)) return undecided.has(row) ? isFalse : isTrue;
  return undecided.has(row) ? isOpen : isFalse;
}

describe('formulas as algebra on sets', () => {
  it('say of each row what looking at it says, in two values and in three', () => {
    const counts = { [isTrue]: 0, [isOpen]: 0, [isFalse]: 0 };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const world = new World(seed);
        const leafOf = (index: number): RowLeaf => world.leafAt(index);
        const verdictSets = new VerdictSets(world.size, world.book, leafOf, world.tables);
        const threeValued = new SetEvaluator(world.size, world.book, leafOf);
        const plain = world.plainTruths();
        const wrong: unknown[] = [];
        for (const node of world.book.nodes) {
          const [one, other] = [verdictSets.verdicts(node), threeValued.verdicts(node)];
          for (let row = 0; row < world.size; row++) {
            const wanted = truthOf(plain[node.id]?.[row]);
            counts[wanted]++;
            const found = [truthIn(one, row), truthIn(other, row)];
            if (found.some((truth) => truth !== wanted)) wrong.push({ node: node.id, row, wanted, found });
          }
        }
        expect(wrong).toEqual([]);
      }),
      seeded(40),
    );
    expect(Math.min(counts[isTrue], counts[isOpen], counts[isFalse])).toBeGreaterThan(100_000);
  });
});
