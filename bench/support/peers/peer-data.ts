import { foldOrdinal } from '../../../src/base/index.ts';
import { type Column, decodeValue, notKnownCode, nullCode, type Population } from '../../../src/model/index.ts';

/** A folded value of one person: undefined is not known. Dates are epoch milliseconds, collections numbers of sets. */
export type PeerValue = string | number | null | undefined;

/** Fields of an element; a text stands under `self`. */
export type PeerElement = Readonly<Record<string, string>>;

export interface PeerColumn {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'collection';
  /** Whether some value is not known: then tests that null or everything else satisfies need a guard. */
  readonly hasNotKnown: boolean;
  readonly distinct: number;
  valueAt(row: number): PeerValue;
  /** For collections: the elements of each set that occurs, by number. */
  readonly sets: ReadonlyMap<number, readonly PeerElement[]>;
}

/** The people as every peer gets them: already folded, which spares the peers the work of comparing without case. */
export function peerColumns(population: Population, users: number): readonly PeerColumn[] {
  return population.columnNames().flatMap((name) => {
    const column = population.column(name);
    return column === undefined ? [] : [peerColumn(name, column, users)];
  });
}

function peerColumn(name: string, column: Column, users: number): PeerColumn {
  const { definition, dictionary } = column;
  const kind =
    definition.type === 'dateTime'
      ? 'date'
      : definition.type === 'stringCollection' || definition.type === 'objectCollection'
        ? 'collection'
        : 'text';
  let hasNotKnown = false;
  const used = new Set<number>();
  for (let row = 0; row < users; row++) {
    const code = column.codeAt(row);
    if (code === notKnownCode) hasNotKnown = true;
    else if (code !== nullCode) used.add(code);
  }
  if (kind === 'collection' && hasNotKnown) throw new Error(`${name}: peers take only known collections`);
  const texts: (string | number | undefined)[] = [];
  const valueOf = (code: number): string | number => {
    if (kind === 'collection') return code;
    const text = dictionary.textAt(code);
    return kind === 'date' ? Date.parse(text) : foldOrdinal(text);
  };
  const sets = new Map<number, readonly PeerElement[]>();
  if (kind === 'collection')
    for (const code of used) sets.set(code, elementsOf(decodeValue(definition, dictionary.textAt(code))));
  return {
    name,
    kind,
    hasNotKnown,
    distinct: used.size,
    sets,
    valueAt: (row) => {
      const code = column.codeAt(row);
      if (code === notKnownCode) return undefined;
      return code === nullCode ? null : (texts[code] ??= valueOf(code));
    },
  };
}

function elementsOf(value: unknown): readonly PeerElement[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).map((element) =>
    typeof element === 'string'
      ? { self: foldOrdinal(element) }
      : Object.fromEntries(
          Object.entries(element as Readonly<Record<string, unknown>>).map(([field, text]) => [
            field,
            foldOrdinal(String(text)),
          ]),
        ),
  );
}
