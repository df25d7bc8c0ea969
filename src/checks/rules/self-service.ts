import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import { findProperty } from '../../model/index.ts';
import type { Check } from '../check.ts';
import { leavesOf } from '../rule-walk.ts';

/** Attributes that people can write in their own profile. */
export const selfService: Check = {
  id: 'lint/self-service',
  needsTenant: false,
  run: ({ rule }) => {
    if (rule?.object !== 'user') return [];
    const seen = new Set<string>();
    return leavesOf(rule.root).flatMap(({ node }): Diagnostic[] => {
      if (node.kind !== 'compare' && node.kind !== 'quantified') return [];
      const { name, source } = node.property;
      if (findProperty('user', source)?.isSelfService !== true || seen.has(name)) return [];
      seen.add(name);
      return [
        createDiagnostic('lint/self-service', {
          message: `People may be able to change ${name} themselves.`,
          span: node.span,
        }),
      ];
    });
  },
};
