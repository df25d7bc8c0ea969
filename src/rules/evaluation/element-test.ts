import { isJsonObject, type JsonValue } from '../../base/index.ts';
import type { ElementNode } from '../rule-node.ts';
import { createTextTest } from './text-test.ts';
import { andBytes, isFalse, isTrue, notByte, orBytes } from './truth.ts';

/** Decides a condition on one element of a collection. */
export type ElementTest = (element: JsonValue) => number;

/** Prepares the body of a quantifier. All conditions look at the same element. Claim `rules/6-same-element`. */
export function createElementTest(node: ElementNode, negativeOnNull: boolean): ElementTest {
  switch (node.kind) {
    case 'and': {
      const tests = node.children.map((child) => createElementTest(child, negativeOnNull));
      return (element) => tests.reduce((truth, test) => andBytes(truth, test(element)), isTrue);
    }
    case 'or': {
      const tests = node.children.map((child) => createElementTest(child, negativeOnNull));
      return (element) => tests.reduce((truth, test) => orBytes(truth, test(element)), isFalse);
    }
    case 'not': {
      const test = createElementTest(node.child, negativeOnNull);
      return (element) => notByte(test(element));
    }
    case 'compareElement': {
      const { field } = node;
      const { test, onNull } = createTextTest(node.operator, node.value, negativeOnNull);
      return (element) => {
        const value = field === 'self' ? element : fieldOf(element, field);
        return typeof value === 'string' && value !== '' ? test(value) : onNull;
      };
    }
  }
}

function fieldOf(element: JsonValue, field: string): JsonValue {
  return isJsonObject(element) && Object.hasOwn(element, field) ? (element[field] ?? null) : null;
}
