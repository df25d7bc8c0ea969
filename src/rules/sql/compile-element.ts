import type { ElementNode } from '../rule-node.ts';
import type { SqlContext } from './compile-context.ts';
import { compileText } from './compile-text.ts';
import { sql, type SqlFragment } from './fragment.ts';
import { combineTruths, negateTruth, type SqlTruth } from './truth.ts';

/** A condition on one element of a collection. */
export function compileElement(context: SqlContext, node: ElementNode, element: SqlFragment): SqlTruth {
  switch (node.kind) {
    case 'and':
    case 'or':
      return combineTruths(
        node.kind,
        node.children.map((child) => compileElement(context, child, element)),
      );
    case 'not':
      if (node.child.kind === 'not') return compileElement(context, node.child.child, element);
      return negateTruth(compileElement(context, node.child, element));
    case 'compareElement': {
      const { field, operator, value: literal, span } = node;
      const value = field === 'self' ? element : context.dialect.planField(element, field);
      return compileText(context, { value, operator, literal, span });
    }
  }
}

/**
 * Some element satisfies the condition (`compile` makes it for an element). An element that cannot be decided leaves the answer
 * open unless another one settles it.
 */
export function anyElement(
  { dialect }: SqlContext,
  collection: SqlFragment,
  type: 'text' | 'plan',
  compile: (element: SqlFragment) => SqlTruth,
): SqlTruth {
  let isDecided = true;
  const some = (ask: (truth: SqlTruth) => SqlFragment): SqlFragment =>
    dialect.anyElement(collection, type, (element) => {
      const truth = compile(element);
      isDecided &&= truth.isDecided;
      return ask(truth);
    });
  const plain = some(({ fragment }) => fragment);
  if (isDecided) return { fragment: plain, isDecided };
  const holds = some(({ fragment }) => sql`COALESCE(${fragment}, FALSE)`);
  const isOpen = some(({ fragment }) => sql`(${fragment}) IS NULL`);
  return { fragment: sql`CASE WHEN ${holds} THEN TRUE WHEN ${isOpen} THEN NULL ELSE FALSE END`, isDecided };
}
