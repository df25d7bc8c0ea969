import { type EpochMilliseconds, invariant } from '../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import {
  groupKindOf,
  type Holder,
  type HolderRuleCheck,
  isPaused,
  readHolderRule,
  type TenantReader,
} from '../directory/index.ts';
import type { Semantics } from '../model/index.ts';
import { type CheckedRule, compileRule, LeafPool, type RuleProgram } from '../rules/index.ts';
import type { DynamicMode } from './outcome.ts';

/** When the memberOf preview ended: 2026-11-03T00:00:00Z. Claim `rules/8.2-preview-ended`. */
export const memberOfPreviewEnd: EpochMilliseconds = Date.UTC(2026, 10, 3);

/** The rule of a dynamic holder, ready to be applied. */
export interface HolderRule {
  readonly holder: Holder;
  /** By its own rule and state; reading a failed group can still freeze it. */
  readonly mode: DynamicMode;
  readonly rule: CheckedRule | undefined;
  /** Present when the mode is `evaluated`. */
  readonly program: RuleProgram | undefined;
  readonly isMemberOf: boolean;
  /** Ids of the groups that a memberOf rule names, whether or not it is evaluated. */
  readonly groupIds: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the rules of holders; equal texts are checked and compiled once. */
export interface RuleBook {
  /** A book that knows what this one knows and keeps what it reads to itself. */
  branch(): RuleBook;
  /** The rule of a dynamic holder as it stands in the tenant. O(length) for a new text. */
  read(tenant: TenantReader, holder: Holder): HolderRule;
}

interface Entry {
  readonly check: HolderRuleCheck;
  readonly program: RuleProgram | undefined;
}

/** Creates an empty book for one choice of semantics. */
export function createRuleBook(semantics: Semantics): RuleBook {
  return bookWith(semantics, new LeafPool(), () => undefined);
}

function bookWith(semantics: Semantics, conditions: LeafPool, inherited: (key: string) => Entry | undefined): RuleBook {
  const entries = new Map<string, Entry>();
  const find = (key: string): Entry | undefined => entries.get(key) ?? inherited(key);
  const entryOf = (text: string, holder: Holder, isUnified: boolean): Entry => {
    const key = `${holder.type} ${isUnified} ${text}`;
    let entry = find(key);
    if (entry === undefined) {
      const check = readHolderRule(text, { type: holder.type, isUnified }, semantics);
      entry = { check, program: check.ok ? compileRule(check.rule, semantics, conditions) : undefined };
      entries.set(key, entry);
    }
    return entry;
  };
  return {
    branch: () => bookWith(semantics, conditions.branch(), find),
    read: (tenant, holder) => {
      const objects = tenant.population(holder.type);
      const text = objects.textAt(holder.row, 'membershipRule');
      const paused = isPaused(objects.valueAt(holder.row, 'membershipRuleProcessingState'));
      const isKnown = objects.valueAt(holder.row, 'membershipRule') !== undefined;
      if (!isKnown) return keptRule(holder, paused ? 'paused' : 'failed', [ruleNotKnown()]);
      const isUnified = holder.type === 'group' && groupKindOf(objects, holder.row) === 'unified';
      const { check, program } = entryOf(text ?? '', holder, isUnified);
      if (!check.ok) return keptRule(holder, paused ? 'paused' : 'failed', paused ? [pausedNote()] : check.errors);
      invariant(program !== undefined, 'a rule that was read is compiled');
      return activeRule(holder, program, check.warnings, modeOf(program.rule, paused, tenant.clock, semantics));
    },
  };
}

/** Modes of a valid rule (spec rules 8.2, 10; semantics option `member-of-mode`, whose `refused` fails the check). */
function modeOf(rule: CheckedRule, paused: boolean, clock: EpochMilliseconds, semantics: Semantics): DynamicMode {
  if (paused) return 'paused';
  if (rule.root.kind !== 'memberOf') return 'evaluated';
  const reading = semantics['member-of-mode'];
  const isFrozen = reading === 'frozen' || (reading === 'by-date' && clock >= memberOfPreviewEnd);
  return isFrozen ? 'frozen' : 'evaluated';
}

function keptRule(holder: Holder, mode: DynamicMode, diagnostics: readonly Diagnostic[]): HolderRule {
  return { holder, mode, rule: undefined, program: undefined, isMemberOf: false, groupIds: [], diagnostics };
}

function activeRule(
  holder: Holder,
  program: RuleProgram,
  warnings: readonly Diagnostic[],
  mode: DynamicMode,
): HolderRule {
  const reasons = mode === 'paused' ? [pausedNote()] : mode === 'frozen' ? [frozenNote(program.rule)] : [];
  return {
    holder,
    mode,
    rule: program.rule,
    program: mode === 'evaluated' ? program : undefined,
    isMemberOf: program.rule.root.kind === 'memberOf',
    groupIds: program.groupIds,
    diagnostics: [...reasons, ...warnings],
  };
}

function pausedNote(): Diagnostic {
  return createDiagnostic('dynamic/paused', { message: 'Processing is paused: the members stay as they were.' });
}

function frozenNote(rule: CheckedRule): Diagnostic {
  return createDiagnostic('dynamic/frozen', {
    message: 'memberOf rules are no longer updated: the members stay as they were.',
    span: rule.root.span,
  });
}

function ruleNotKnown(): Diagnostic {
  return createDiagnostic('dynamic/rule-not-known', {
    message: 'The rule is not in the export: the members stay as they were stated.',
  });
}
