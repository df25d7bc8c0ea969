/**
 * How a property is stored and compared. `reference` is the id of one other object (`manager`). `object` and
 * `objectCollection` are kept as canonical JSON.
 */
export type PropertyType =
  'string' | 'boolean' | 'integer' | 'dateTime' | 'stringCollection' | 'object' | 'objectCollection' | 'reference';

/** One property of one object type. */
export interface PropertyDefinition {
  /** Graph's name; members of a complex property stand on their own (`extensionAttribute1`). */
  readonly name: string;
  readonly type: PropertyType;
  /** Where Graph JSON holds it, if not at the top under `name`: `['onPremisesExtensionAttributes', 'extensionAttribute1']`. */
  readonly graphPath?: readonly string[];
  /** Null is refused by the service (spec tenant 2.1, 4.2). */
  readonly isRequired?: boolean;
  /** Longest value in UTF-16 code units; for collections, of each element. */
  readonly maxLength?: number;
  /** Most elements of a collection. */
  readonly maxItems?: number;
  /** Only the service writes it. */
  readonly isReadOnly?: boolean;
  /** People can change it themselves in their profile, so a rule that grants something by it can be talked into it. */
  readonly isSelfService?: boolean;
  /** Set once at creation, refused in an update. */
  readonly isCreateOnly?: boolean;
  /** The values the service takes, if it is a closed list. */
  readonly allowedValues?: readonly string[];
}
