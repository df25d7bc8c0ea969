import type { Diagnostic } from '../diagnostics/index.ts';
import type { ParseNode, Reference } from './parse-tree.ts';
import { syntaxError } from './parse-rule.ts';

/**
 * Syntax errors that need no types but a look at the whole tree: references that are no properties, Direct Reports in
 * parentheses or inside a quantifier, quantifiers over objects without parentheses (spec rules 3). In order of position.
 */
export function grammarErrors(root: ParseNode): readonly Diagnostic[] {
  const errors: Diagnostic[] = [];
  visit(root, { isInGroup: false, isInBody: false }, errors);
  return errors;
}

interface Place {
  readonly isInGroup: boolean;
  readonly isInBody: boolean;
}

function visit(node: ParseNode, place: Place, errors: Diagnostic[]): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) visit(child, place, errors);
      return;
    case 'not':
      visit(node.child, place, errors);
      return;
    case 'group':
      visit(node.child, { ...place, isInGroup: true }, errors);
      return;
    case 'comparison':
      checkReference(node.reference, place, errors);
      return;
    case 'quantified':
      checkReference(node.reference, place, errors);
      checkParentheses(node, errors);
      visit(node.body, { ...place, isInBody: true }, errors);
      return;
    case 'directReports':
      if (place.isInGroup || place.isInBody) {
        errors.push(
          syntaxError('rule/direct-reports-form', node.span, 'Direct Reports stands alone, without parentheses'),
        );
      }
      return;
    case 'missing':
  }
}

function checkReference(reference: Reference, place: Place, errors: Diagnostic[]): void {
  const { object, name, span } = reference;
  const isProperty = /^(?:user|device)$/i.test(object);
  // A word without a dot was reported by the parser.
  if (object === '' && name !== '_') return;
  if (!place.isInBody && !isProperty) {
    const found = name === '_' ? '_' : `${object}.${name}`;
    errors.push(syntaxError('rule/missing-object', span, `expected a property of user or device, found "${found}"`));
  } else if (name !== '_' && !/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    errors.push(
      syntaxError('rule/missing-object', span, `expected the name of a property after "${object}.", found "${name}"`),
    );
  }
}

function checkParentheses(node: Extract<ParseNode, { kind: 'quantified' }>, errors: Diagnostic[]): void {
  const isOverObjects = /^(?:assignedPlans|memberOf)$/i.test(node.reference.name);
  const isElement = node.body.kind === 'comparison' && node.body.reference.name === '_';
  if (!node.hasParentheses && isOverObjects && !isElement && node.body.kind !== 'missing') {
    errors.push(
      syntaxError('rule/unexpected-token', node.body.span, `expected ( after -${node.mode}, found a condition`),
    );
  }
}
