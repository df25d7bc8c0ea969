import { type EpochMilliseconds, formatInstant, invariant } from '../../base/index.ts';
import type { InstantForm, SqlDialect } from './dialect.ts';
import type { SqlFragment, SqlParameter } from './fragment.ts';

/**
 * A parameter of a query, in order; `name` is the number or name under which the engine takes it. A text goes in as it is; an instant in the form that the dialect takes. `value` is missing for
 * system.now: pass the time at which the rule is to be evaluated.
 */
export type SqlQueryParameter = { readonly name: string } & (
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'instant'; readonly form: InstantForm; readonly value: number | string }
  | { readonly kind: 'now'; readonly form: InstantForm }
);

/** A query with placeholders and what to put in their place. */
export interface SqlQuery {
  readonly text: string;
  readonly parameters: readonly SqlQueryParameter[];
}

/** Writes a query with placeholders. Equal values share one where placeholders are numbered. */
export function renderQuery({ pieces }: SqlFragment, dialect: SqlDialect): SqlQuery {
  const parameters: SqlParameter[] = [];
  const numbers = new Map<string, number>();
  const write = (parameter: SqlParameter): string => {
    const key = JSON.stringify(parameter);
    let number = dialect.reusesParameters ? numbers.get(key) : undefined;
    if (number === undefined) {
      number = parameters.push(parameter);
      numbers.set(key, number);
    }
    return dialect.placeholder(number, parameter.kind !== 'text');
  };
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : write(piece))).join('');
  return { text, parameters: parameters.map((parameter, index) => passed(parameter, index + 1, dialect)) };
}

/**
 * Writes a query with literals, ready to paste. Texts are quoted by the rules of the dialect (see its `quote`), which the tests try
 * on the engines. `now` is needed where the rule reads system.now.
 */
export function renderLiterals({ pieces }: SqlFragment, dialect: SqlDialect, now?: EpochMilliseconds): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'text') return dialect.quote(piece.value);
      const instant = piece.kind === 'now' ? now : piece.value;
      invariant(instant !== undefined, 'a query with system.now needs a time');
      return dialect.literalInstant(instant);
    })
    .join('');
}

/** The value of system.now in the form that a dialect takes. */
export function instantValue(instant: EpochMilliseconds, form: InstantForm): number | string {
  return form === 'iso8601' ? formatInstant(instant) : instant;
}

function passed(parameter: SqlParameter, index: number, dialect: SqlDialect): SqlQueryParameter {
  const name = dialect.parameterName(index);
  const form = dialect.instantForm;
  if (parameter.kind === 'text') return { name, ...parameter };
  if (parameter.kind === 'now') return { name, kind: 'now', form };
  return { name, kind: 'instant', form, value: instantValue(parameter.value, form) };
}
