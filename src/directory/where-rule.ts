import type { Semantics } from '../model/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import {
  checkRule,
  compileRule,
  evaluateRows,
  type PredicateCache,
  type RowVerdicts,
  type RuleProgram,
} from '../rules/index.ts';
import { err, ok, type Result } from '../base/index.ts';
import { type ChangeableType, linkedRows, type Tenant } from '../model/index.ts';
import { activeMembers } from './active-members.ts';

/** Reads the rule of a `where`: it must be a rule about the objects of the step. O(length). */
export function readWhereRule(
  text: string,
  type: ChangeableType,
  semantics: Semantics,
): Result<RuleProgram, readonly Diagnostic[]> {
  if (type !== 'user' && type !== 'device') {
    const message = `"where" is a membership rule, and rules are about users and devices, not about a ${type}.`;
    return err([createDiagnostic('changes/where-rule', { message, hint: 'Use "match" instead.' })]);
  }
  const check = checkRule(text, { semantics });
  if (!check.ok) return err(check.errors);
  if (check.rule.object === type) return ok(compileRule(check.rule, semantics));
  const message = `Expected a rule about a ${type}, found one about a ${check.rule.object}.`;
  return err([createDiagnostic('changes/where-rule', { message, span: check.rule.root.span })]);
}

/** The objects for which a `where` says member, and those for which it cannot be decided, at the tenant's clock. */
export function evaluateWhere(
  program: RuleProgram,
  type: 'user' | 'device',
  tenant: Tenant,
  cache: PredicateCache,
): RowVerdicts {
  const population = tenant.populations[type];
  return evaluateRows(program, {
    population,
    now: tenant.clock,
    cache,
    membersOf: (groupId) => {
      const groups = tenant.populations.group;
      const row = groups.rowOf(groupId);
      if (row === undefined || !groups.isActive(row)) return { known: linkedRows(undefined, type), isComplete: true };
      const links = tenant.relations.groupMembers.get(row);
      return { known: activeMembers(population, links), isComplete: links !== undefined };
    },
  });
}
