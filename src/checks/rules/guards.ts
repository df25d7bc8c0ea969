import { filterRows } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { findProperty } from '../../model/index.ts';
import type { RuleNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { leavesOf, nodesOf, readsProperty } from '../rule-walk.ts';
import { countAndNames } from '../words.ts';

const guards = ['accountEnabled', 'userType'];

/** A rule about users that tests neither userType nor accountEnabled; with a tenant, only when somebody comes in that way. */
export const noGuard: Check = {
  id: 'lint/no-guard',
  needsTenant: false,
  run: ({ rule, people }) => {
    const isUserRule = rule?.object === 'user' && rule.root.kind !== 'memberOf' && rule.root.kind !== 'directReports';
    if (rule === undefined || !isUserRule || guards.some((guard) => readsProperty(rule.root, guard))) return [];
    if (people === undefined) {
      return [
        createDiagnostic('lint/no-guard', {
          message: 'Guests and disabled accounts that fit are let in too.',
          span: rule.root.span,
        }),
      ];
    }
    const { population } = people;
    const unwanted = filterRows(
      people.evaluate(rule.root).members,
      (row) => population.valueAt(row, 'userType') === 'Guest' || population.valueAt(row, 'accountEnabled') === false,
    );
    if (unwanted.size === 0) return [];
    return [
      createDiagnostic('lint/no-guard', {
        message: `Guests and disabled accounts that fit are let in too: ${countAndNames(people, unwanted)}.`,
        span: rule.root.span,
        hint: 'Add -and user.accountEnabled -eq true or -and user.userType -eq "Member" if they are not wanted.',
      }),
    ];
  },
};

/** `(a -and accountEnabled) -or b`: the second branch has no guard. */
export const unguardedOr: Check = {
  id: 'lint/unguarded-or',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : nodesOf(rule.root).flatMap((node) => {
          if (node.kind !== 'or') return [];
          return guards.flatMap((guard) => openBranches(rule.root, node, guard));
        }),
};

function openBranches(
  root: RuleNode,
  node: Extract<RuleNode, { kind: 'or' | 'and' }>,
  guard: string,
): readonly Diagnostic[] {
  const guarded = node.children.filter((child) => readsProperty(child, guard));
  const open = node.children.filter((child) => !readsProperty(child, guard));
  // A guard outside of this -or covers all of its branches.
  const isCovered = leavesOf(root).some(
    ({ leaf }) =>
      leaf.kind === 'compare' &&
      leaf.property.name === guard &&
      (leaf.span.end <= node.span.start || leaf.span.start >= node.span.end),
  );
  if (guarded.length === 0 || open.length === 0 || isCovered || guarded.some((child) => child.kind !== 'and'))
    return [];
  return open.map(({ span }) =>
    createDiagnostic('lint/unguarded-or', {
      message: `This branch does not test ${guard}, which another branch does.`,
      span,
      hint: `Put the branches in parentheses and -and user.${guard} … after them.`,
    }),
  );
}

/** Attributes that people can write in their own profile. */
export const selfService: Check = {
  id: 'lint/self-service',
  needsTenant: false,
  run: ({ rule }) => {
    const seen = new Set<string>();
    if (rule?.object !== 'user') return [];
    return leavesOf(rule.root).flatMap(({ leaf }): Diagnostic[] => {
      if (leaf.kind !== 'compare' && leaf.kind !== 'quantified') return [];
      const { name, source } = leaf.property;
      if (findProperty('user', source)?.isSelfService !== true || seen.has(name)) return [];
      seen.add(name);
      return [
        createDiagnostic('lint/self-service', {
          message: `People may be able to change ${name} themselves.`,
          span: leaf.span,
        }),
      ];
    });
  },
};
