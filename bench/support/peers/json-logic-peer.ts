import jsonLogic from 'json-logic-js';
import type { JsonValue } from '../../../src/base/index.ts';
import type { ElementTree, PeerTree, TextTest } from './peer-tree.ts';
import { type Peer, secondsSince } from './peer.ts';
import type { RowObject } from './row-objects.ts';

/** json-logic-js on row objects: its own operators, and native functions for what it lacks. */
export function createJsonLogicPeer(rows: readonly RowObject[], trees: readonly PeerTree[]): Peer {
  const started = performance.now();
  addOperators();
  const rules = trees.map(translate);
  return {
    name: 'json-logic-js',
    rules: trees.length,
    users: rows.length,
    prepareSeconds: secondsSince(started),
    run: () =>
      Promise.resolve(
        rules.map((rule) => {
          const members: number[] = [];
          for (const [index, row] of rows.entries()) {
            // The types of json-logic-js know its own operators only.
            if (jsonLogic.apply(rule as never, row) === true) members.push(index);
          }
          return members.length;
        }),
      ),
    close: () => undefined,
  };
}

function addOperators(): void {
  const patterns = new Map<string, RegExp>();
  const isText = (value: unknown): value is string => typeof value === 'string';
  jsonLogic.add_operation('startsWith', (text: unknown, value: string) => isText(text) && text.startsWith(value));
  jsonLogic.add_operation('endsWith', (text: unknown, value: string) => isText(text) && text.endsWith(value));
  jsonLogic.add_operation('contains', (text: unknown, value: string) => isText(text) && text.includes(value));
  jsonLogic.add_operation('matches', (text: unknown, pattern: string) => {
    let compiled = patterns.get(pattern);
    if (compiled === undefined) {
      compiled = new RegExp(pattern, 'iu');
      patterns.set(pattern, compiled);
    }
    return isText(text) && compiled.test(text);
  });
}

/** What `var` gives for a value that is not known. */
const notKnown = '\u0001';

function translate(tree: PeerTree): JsonValue {
  if ('children' in tree) return { [tree.kind]: tree.children.map(translate) };
  const value: JsonValue = { var: [tree.column, notKnown] };
  const isKnown: JsonValue = { '!==': [value, notKnown] };
  switch (tree.kind) {
    case 'null':
      return tree.isNegated ? { and: [{ '!==': [value, null] }, isKnown] } : { '===': [value, null] };
    case 'date':
      return { and: [{ '!==': [value, null] }, isKnown, { [tree.operator]: [value, tree.wanted] }] };
    case 'some': {
      const some: JsonValue = { some: [value, translateElement(tree.body)] };
      return tree.isNegated ? { '!': [some] } : some;
    }
    case 'text': {
      const test = translateText(value, tree.test);
      if (tree.isNegated) return { and: [isKnown, { '!': [test] }] };
      return tree.test.kind === 'match' ? { and: [isKnown, test] } : test;
    }
  }
}

function translateElement(tree: ElementTree): JsonValue {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return { [tree.kind]: tree.children.map(translateElement) };
    case 'not':
      return { '!': [translateElement(tree.child)] };
    case 'element':
      return translateText({ var: tree.field }, tree.test);
  }
}

function translateText(value: JsonValue, test: TextTest): JsonValue {
  switch (test.kind) {
    case 'in':
      return test.values.length === 1 ? { '===': [value, test.values[0] ?? ''] } : { in: [value, test.values] };
    case 'match':
      return { matches: [value, test.pattern] };
    default:
      return { [test.kind]: [value, test.value] };
  }
}
