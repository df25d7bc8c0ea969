import type { ElementNode } from '../rule-node.ts';
import type { DecodedElement } from './decoded-values.ts';
import { createTextTest, type FoldedText } from './text-test.ts';
import { andBytes, isFalse, isTrue, notByte, orBytes, type TruthByte } from './truth.ts';

/** Decides a condition on one element of a collection. */
export type ElementTest = (element: DecodedElement) => TruthByte;

/** Prepares the body of a quantifier: all its conditions look at the same element. Claim `rules/6-same-element`. */
export function createElementTest(node: ElementNode, negativesMatchNull: boolean): ElementTest {
  switch (node.kind) {
    case 'and': {
      const tests = node.children.map((child) => createElementTest(child, negativesMatchNull));
      return (element) => tests.reduce<TruthByte>((truth, test) => andBytes(truth, test(element)), isTrue);
    }
    case 'or': {
      const tests = node.children.map((child) => createElementTest(child, negativesMatchNull));
      return (element) => tests.reduce<TruthByte>((truth, test) => orBytes(truth, test(element)), isFalse);
    }
    case 'not': {
      const test = createElementTest(node.child, negativesMatchNull);
      return (element) => notByte(test(element));
    }
    case 'compareElement': {
      const { field } = node;
      const { test, onNull } = createTextTest(node.operator, node.value, negativesMatchNull);
      return (element) => {
        const text = fieldOf(element, field);
        return text === null ? onNull : test(text.raw, text.folded);
      };
    }
  }
}

type Field = Extract<ElementNode, { kind: 'compareElement' }>['field'];

function fieldOf(element: DecodedElement, field: Field): FoldedText | null {
  if (element === null) return null;
  if ('raw' in element) return field === 'self' ? element : null;
  return field === 'self' ? null : element[field];
}
