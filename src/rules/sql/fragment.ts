import type { EpochMilliseconds } from '../../base/index.ts';

/** A value that SQL gets as a parameter. `now` is system.now: whoever runs the query says which time it is. */
export type SqlParameter =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'instant'; readonly value: EpochMilliseconds }
  | { readonly kind: 'now' };

/** A piece of SQL in writing order, parameters still open: a placeholder and a literal are written from the same pieces. */
export interface SqlFragment {
  readonly pieces: readonly (string | SqlParameter)[];
}

/** Builds SQL: the template's text is SQL, fragments are put in as they are. Nothing else can be put in. */
export function sql(strings: TemplateStringsArray, ...fragments: readonly SqlFragment[]): SqlFragment {
  const pieces = strings.flatMap((text, index) => [text, ...(fragments[index]?.pieces ?? [])]);
  return { pieces: pieces.filter((piece) => piece !== '') };
}

/** Text that is SQL already. Never for anything that a rule says: that is a {@link textParameter}. */
export function rawSql(text: string): SqlFragment {
  return { pieces: [text] };
}

/** A name as an identifier. Every dialect here reads double quotation marks so. */
export function identifier(name: string): SqlFragment {
  return rawSql(`"${name.replaceAll('"', '""')}"`);
}

/** A text as a parameter. */
export function textParameter(value: string): SqlFragment {
  return { pieces: [{ kind: 'text', value }] };
}

/** Fragments with a text of SQL between them. */
export function joinSql(fragments: readonly SqlFragment[], separator: string): SqlFragment {
  return { pieces: fragments.flatMap(({ pieces }, index) => (index === 0 ? pieces : [separator, ...pieces])) };
}
