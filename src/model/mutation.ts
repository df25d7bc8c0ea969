import type { EpochMilliseconds, JsonValue } from '../base/index.ts';
import type { RelationName } from './links.ts';
import type { ObjectType } from './object-type.ts';

/**
 * One elementary change of a tenant, with what stood there before, so that a log of them can be replayed forwards and
 * backwards. A property that is absent from a record is not known.
 */
export type Mutation =
  | {
      readonly kind: 'addObject';
      readonly type: ObjectType;
      readonly id: string;
      readonly properties: Readonly<Record<string, JsonValue>>;
    }
  | {
      readonly kind: 'setProperties';
      readonly type: ObjectType;
      readonly id: string;
      readonly before: Readonly<Record<string, JsonValue>>;
      readonly after: Readonly<Record<string, JsonValue>>;
    }
  | {
      readonly kind: 'changeLinks';
      readonly relation: RelationName;
      readonly holderId: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Whether the targets were known before and are known after. */
      readonly wasKnown: boolean;
      readonly isKnown: boolean;
    }
  | { readonly kind: 'setClock'; readonly before: EpochMilliseconds; readonly after: EpochMilliseconds };

/** A mutation and why it happened: the step of the change set (from 0) or the rule pass that followed. */
export interface CausedMutation {
  readonly mutation: Mutation;
  readonly cause: string;
}
