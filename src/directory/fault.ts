import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.ts';
import type { GraphError } from '../model/index.ts';
import type { ObjectRef } from './directory-event.ts';

/** Why a request is refused: the answer of the service, and what a person needs to mend it. */
export interface Fault {
  readonly code: DiagnosticCode;
  readonly error: GraphError;
  /** The object at fault where one is known. */
  readonly object?: ObjectRef;
  /** Where in the request: a property name, or `members.0`. */
  readonly place?: string;
  /** What was expected and found, if it says more than the error's message. */
  readonly detail?: string;
  readonly hint?: string;
  /** A rule at fault and what is wrong in it; positions are inside the rule. */
  readonly rule?: { readonly text: string; readonly diagnostics: readonly Diagnostic[] };
}

/** The same fault at an object. */
export function faultAt(fault: Fault, object: ObjectRef): Fault {
  return fault.object === undefined ? { ...fault, object } : fault;
}
