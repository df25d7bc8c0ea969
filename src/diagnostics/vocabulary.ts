/** Coarse class of a refused rule, part of the line protocol. */
export type RuleErrorKind =
  | 'Syntax'
  | 'Operator'
  | 'Operands'
  | 'UnsupportedProperty'
  | 'WrongProperty'
  | 'Value'
  | 'Combination'
  | 'Mixed'
  | 'Ambiguous'
  | 'QueryCompilation'
  | 'InvalidObjectType'
  | 'TooLong'
  | 'Limit';

/** How bad it is: errors stop the work at hand, warnings and notes do not. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What the service would do with the text: refuse it, accept it with another meaning than the author thinks, or nobody
 * knows in public.
 */
export type Consequence = 'refused' | 'differs' | 'unknown';
