import type { PeerElement } from './peer-data.ts';
import type { ElementTree, PeerTree, TextTest } from './peer-tree.ts';
import { type Peer, secondsSince } from './peer.ts';
import type { RowObject } from './row-objects.ts';

type Test<Subject> = (subject: Subject) => boolean;

/** Rules compiled to nested functions over row objects: what a careful program without columns does. */
export function createClosurePeer(rows: readonly RowObject[], trees: readonly PeerTree[]): Peer {
  const started = performance.now();
  const tests = trees.map(compile);
  return {
    name: 'compiled closures',
    rules: trees.length,
    users: rows.length,
    prepareSeconds: secondsSince(started),
    run: () =>
      Promise.resolve(
        tests.map((test) => {
          const members: number[] = [];
          for (const [index, row] of rows.entries()) if (test(row)) members.push(index);
          return members.length;
        }),
      ),
    close: () => undefined,
  };
}

function compile(tree: PeerTree): Test<RowObject> {
  if ('children' in tree) return combine(tree.kind, tree.children.map(compile));
  const { column } = tree;
  switch (tree.kind) {
    case 'null':
      return tree.isNegated
        ? (row) => row[column] !== null && row[column] !== undefined
        : (row) => row[column] === null;
    case 'date': {
      const { wanted } = tree;
      return tree.operator === '>='
        ? (row) => typeof row[column] === 'number' && row[column] >= wanted
        : (row) => typeof row[column] === 'number' && row[column] <= wanted;
    }
    case 'some': {
      const test = compileElement(tree.body);
      const { isNegated } = tree;
      return (row) => {
        const elements = row[column];
        return (Array.isArray(elements) && (elements as readonly PeerElement[]).some(test)) !== isNegated;
      };
    }
    case 'text': {
      const test = compileText(tree.test);
      return tree.isNegated
        ? (row) => {
            const value = row[column];
            return value === null || (typeof value === 'string' && !test(value));
          }
        : (row) => {
            const value = row[column];
            return typeof value === 'string' && test(value);
          };
    }
  }
}

function compileElement(tree: ElementTree): Test<PeerElement> {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return combine(tree.kind, tree.children.map(compileElement));
    case 'not': {
      const test = compileElement(tree.child);
      return (element) => !test(element);
    }
    case 'element': {
      const { field } = tree;
      const test = compileText(tree.test);
      return (element) => test(element[field] ?? '');
    }
  }
}

function combine<Subject>(kind: 'and' | 'or', tests: readonly Test<Subject>[]): Test<Subject> {
  const [first, second, ...rest] = tests;
  if (first === undefined || second === undefined) return first ?? (() => kind === 'and');
  const joined: Test<Subject> =
    kind === 'and' ? (subject) => first(subject) && second(subject) : (subject) => first(subject) || second(subject);
  return rest.length === 0 ? joined : combine(kind, [joined, ...rest]);
}

function compileText(test: TextTest): Test<string> {
  switch (test.kind) {
    case 'in': {
      const [only] = test.values;
      if (test.values.length === 1) return (text) => text === only;
      const wanted = new Set(test.values);
      return (text) => wanted.has(text);
    }
    case 'startsWith':
      return (text) => text.startsWith(test.value);
    case 'endsWith':
      return (text) => text.endsWith(test.value);
    case 'contains':
      return (text) => text.includes(test.value);
    case 'match': {
      const pattern = new RegExp(test.pattern, 'iu');
      return (text) => pattern.test(text);
    }
  }
}
