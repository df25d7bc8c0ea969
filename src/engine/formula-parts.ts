import type { FormulaBook, FormulaNode } from './formula-book.ts';
import { arrangeLeaves, type LeavesByName } from './row-changes.ts';

/** Which formulas a condition is part of, and which programs a formula belongs to. */
export interface FormulaParts {
  /** Distinct formulas of programs. */
  readonly roots: readonly FormulaNode[];
  /** By index of the leaf. */
  readonly rootsOf: readonly (readonly FormulaNode[])[];
  readonly byName: LeavesByName;
  /** Indexes of programs, by id of the root. */
  readonly programsOf: ReadonlyMap<number, readonly number[]>;
}

/** Arranges a book for the question of what a condition touches. O(conditions of all formulas). */
export function arrangeParts(book: FormulaBook): FormulaParts {
  const programsOf = new Map<number, number[]>();
  const roots: FormulaNode[] = [];
  const rootsOf: FormulaNode[][] = book.leaves.map(() => []);
  for (const [program, root] of book.roots.entries()) {
    const programs = programsOf.get(root.id);
    if (programs !== undefined) {
      programs.push(program);
      continue;
    }
    programsOf.set(root.id, [program]);
    roots.push(root);
    const leaves = new Set<number>();
    collectLeaves(root, leaves);
    for (const leaf of leaves) rootsOf[leaf]?.push(root);
  }
  return { roots, rootsOf, byName: arrangeLeaves(book.leaves), programsOf };
}

function collectLeaves(node: FormulaNode, leaves: Set<number>): void {
  if (node.kind === 'leaf') leaves.add(node.leaf);
  else for (const child of node.children) collectLeaves(child, leaves);
}
