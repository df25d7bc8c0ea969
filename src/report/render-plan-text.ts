import { hasChanges, type PlanDocument, planExitCode } from '../plan/index.ts';
import { renderEffects } from './plan-text-effects.ts';
import { renderGuardrails, renderRefusals } from './plan-text-findings.ts';
import { renderLicensePeople } from './plan-text-licenses.ts';
import { renderPeople, renderUndecided } from './plan-text-people.ts';
import { renderSteps } from './plan-text-steps.ts';
import { planTotals } from './plan-totals.ts';
import { shownShellWord } from './shown-shell-word.ts';
import { symbolsOf, type TextStyle } from './style.ts';
import type { Lines } from './text-block.ts';
import { displayWidth, hangText } from './text-layout.ts';
import { visible } from './visible-text.ts';
import { counted } from './words.ts';

/** What the last lines of a plan say besides the plan itself. */
export interface PlanTextOptions {
  /** The exit code that the command will end with; default: that of the plan without options. */
  readonly exitCode?: number;
  /** Where the plan was saved, for the next command. */
  readonly savedAs?: string;
}

/**
 * The plan for a terminal: what changes, effects, who loses and who gains and why, undecided, refusals, guardrails, one line of
 * totals, the exit code and a next command. Names and values are made visible; nothing of the tenant acts on the terminal.
 */
export function renderPlanText(plan: PlanDocument, style: TextStyle, options: PlanTextOptions = {}): string {
  const sections: readonly Lines[] = [
    renderHeader(plan, style),
    renderSteps(plan, style),
    renderEffects(plan, style),
    ...renderLicensePeople(plan, style),
    ...renderPeople(plan, style),
    renderUndecided(plan, style),
    renderRefusals(plan, style),
    renderGuardrails(plan, style),
    renderEnd(plan, style, options),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function renderHeader({ changes, tenant, semantics }: PlanDocument, style: TextStyle): Lines {
  const { arrow } = symbolsOf(style);
  const left = `tenantlab plan ${visible(changes.name)}`;
  const clock = tenant.clock === tenant.clockAfter ? tenant.clock : `${tenant.clock} ${arrow} ${tenant.clockAfter}`;
  const name = tenant.displayName === null ? 'tenant' : visible(tenant.displayName);
  const right = `${name} @ ${clock}   ${counted(tenant.users, 'user')}, ${counted(tenant.groups, 'group')}`;
  const fits = displayWidth(left) + displayWidth(right) + 3 <= style.width;
  return [
    ...(fits
      ? [`${style.palette.strong(left)}   ${right}`]
      : [
          ...hangText(left, style.width, '', '  ').map((line) => style.palette.strong(line)),
          ...hangText(right, style.width, '  ', '  '),
        ]),
    ...semantics.map((option) => `  semantics   ${visible(option.name)}=${visible(option.value)}`),
  ];
}

function renderEnd(plan: PlanDocument, style: TextStyle, options: PlanTextOptions): Lines {
  const exitCode = options.exitCode ?? planExitCode(plan);
  const paint = exitCode === 0 || exitCode === 2 ? style.palette.strong : style.palette.bad;
  const reason = exitReason(plan, exitCode);
  const next = nextCommand(plan, options);
  const exit = `exit ${exitCode} (${reason})`;
  return [
    style.palette.strong(planTotals(plan)),
    ...(next === undefined ? [paint(exit)] : joinEnd(exit, `next: ${next}`, style, paint)),
  ];
}

function joinEnd(exit: string, next: string, style: TextStyle, paint: (text: string) => string): Lines {
  const fits = displayWidth(exit) + displayWidth(next) + 3 <= style.width;
  // A command stays on one line even where it is too long, so that it can be copied.
  return fits ? [`${paint(exit)}   ${next}`] : [paint(exit), next];
}

function exitReason(plan: PlanDocument, exitCode: number): string {
  const failed = plan.guardrails.filter(({ ok }) => !ok).length;
  switch (exitCode) {
    case 0:
      return hasChanges(plan) ? 'fine' : 'nothing would change';
    case 1:
      return [
        ...(plan.refusals.length > 0 ? [counted(plan.refusals.length, 'refusal')] : []),
        ...(failed > 0 ? [`${counted(failed, 'guardrail')} failed`] : []),
      ].join(', ');
    case 2:
      return 'there are changes';
    case 5:
      return 'undecided results are forbidden';
    default:
      return 'see above';
  }
}

function nextCommand(plan: PlanDocument, { savedAs }: PlanTextOptions): string | undefined {
  const planOption = savedAs === undefined ? '' : ` --plan ${shownShellWord(savedAs)}`;
  const [first] = plan.effects.memberships;
  if (first !== undefined) {
    const member = shownShellWord(first.member.userPrincipalName ?? first.member.id);
    const group = shownShellWord(first.group.displayName ?? first.group.id, first.group.id);
    return `tenantlab why ${member} in ${group}${planOption}`;
  }
  const canApply = savedAs !== undefined && plan.complete && hasChanges(plan);
  return canApply ? `tenantlab apply ${shownShellWord(savedAs)}` : undefined;
}
