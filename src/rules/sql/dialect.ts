import type { EpochMilliseconds } from '../../base/index.ts';
import type { EngineSyntax } from '../regex/index.ts';
import type { PlanField } from '../rule-node.ts';
import type { RuleObject, RuleProperty } from '../rule-properties.ts';
import type { FoldPairs } from './fold-pairs.ts';
import type { SqlFragment } from './fragment.ts';

/** The SQL dialects that rules are compiled to. */
export const sqlDialectNames = ['sqlite', 'postgresql', 'duckdb', 'clickhouse', 'trino'] as const;

export type SqlDialectName = (typeof sqlDialectNames)[number];

/** How an engine takes an instant as a parameter. */
export type InstantForm = 'epochMilliseconds' | 'iso8601';

/**
 * What a dialect writes differently. Every test below is NULL or false for a NULL value, true or false otherwise; the compiler
 * adds what a rule says about null and about what is not known.
 */
export interface SqlDialect {
  readonly name: SqlDialectName;
  /** The name in a sentence. */
  readonly title: string;
  /** What to call parameter `index` (from 1) when passing it. */
  readonly parameterName: (index: number) => string;
  /** The place of parameter `index`, with its type where the engine would have to guess. */
  readonly placeholder: (index: number, isInstant: boolean) => string;
  /** False where placeholders have no number, so that each use is a parameter of its own. */
  readonly reusesParameters: boolean;
  readonly instantForm: InstantForm;
  /** A text as a literal. The text holds neither U+0000 nor half a surrogate pair. */
  readonly quote: (text: string) => string;
  /** An instant as a literal of the type that {@link placeholder} has. */
  readonly literalInstant: (instant: EpochMilliseconds) => string;
  /** A parameter of {@link instantForm}, moved by `offset` milliseconds, as something to compare instants with. */
  readonly instant: (parameter: SqlFragment, offset: number) => SqlFragment;
  /** The instant in a column, cut to milliseconds. */
  readonly columnInstant: (column: SqlFragment) => SqlFragment;
  /** The value with some of its letters folded. `pairs` is not empty. */
  readonly fold: (value: SqlFragment, pairs: FoldPairs) => SqlFragment;
  readonly startsWith: (value: SqlFragment, text: SqlFragment) => SqlFragment;
  /** `length`: characters (code points) of the text. */
  readonly endsWith: (value: SqlFragment, text: SqlFragment, length: number) => SqlFragment;
  readonly contains: (value: SqlFragment, text: SqlFragment) => SqlFragment;
  /** The value in a form that = and IN compare byte by byte. */
  readonly binary: (value: SqlFragment) => SqlFragment;
  /** How patterns and orders of texts are decided: by registered functions of this project, or by the engine's own syntax. */
  readonly patterns:
    { readonly kind: 'functions' } | (EngineSyntax & { readonly kind: 'engine'; readonly search: Search });
  readonly firstElement: (collection: SqlFragment) => SqlFragment;
  readonly hasElements: (collection: SqlFragment) => SqlFragment;
  /** True when some element satisfies the predicate, which is never NULL; false for NULL. */
  readonly anyElement: (
    collection: SqlFragment,
    type: 'text' | 'plan',
    predicate: (element: SqlFragment) => SqlFragment,
  ) => SqlFragment;
  readonly planField: (plan: SqlFragment, field: PlanField) => SqlFragment;
  /** True when the object's `knownProperties` names the property. The name is one of the catalogue or an extension's. */
  readonly isKnown: (propertyName: string) => SqlFragment;
  /**
   * True when it is clear what the property holds: a value, or nothing because {@link isKnown} says so. `type`: of the column.
   */
  readonly isReadable: (column: SqlFragment, name: string, type: RuleProperty['type']) => SqlFragment;
  /** Where the dialect differs from "a column of the object with the property's name". */
  readonly readExtension?: (name: string, truth: (value: SqlFragment) => SqlFragment) => SqlFragment;
  /** True, false, or NULL where the members of a group are not known. `ids` are parameters in lower case. */
  readonly memberOf: (object: RuleObject, ids: SqlFragment, checksKnown: boolean) => SqlFragment;
}

type Search = (value: SqlFragment, pattern: SqlFragment) => SqlFragment;

/** The alias of the object in every query. */
export const objectAlias = 's';
