/** One entry of `details` in Graph's error envelope. */
export interface GraphErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/**
 * What the service answers when it refuses (spec tenant 0.2). Made in one place (directory, rules), shown as an HTTP body
 * by a server and as a refusal by a plan, so that the two cannot disagree.
 */
export interface GraphError {
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The property or object at fault. */
  readonly target?: string;
  readonly details?: readonly GraphErrorDetail[];
}
