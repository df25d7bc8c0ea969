/** How well a statement about the service is supported. */
export type ClaimGrade = 'documented' | 'observed' | 'assumed';

/** One graded statement of the specification. The id is `<area>/<section>-<words>`. */
export interface Claim {
  readonly id: string;
  readonly grade: ClaimGrade;
  /** One sentence of behaviour. */
  readonly statement: string;
}
