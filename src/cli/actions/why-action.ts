import { explainMember, explainMemberChange } from '../../app/index.ts';
import { ToolError } from '../../base/index.ts';
import { renderMembership, renderMembershipChange } from '../../report/index.ts';
import type { WhyCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { readSavedPlan } from './apply-action.ts';
import { givenLicenseCatalogue } from './license-catalogue.ts';
import { withTenant } from './session.ts';

/** The words of `why USER in GROUP`. */
export interface WhyWords {
  readonly user: string;
  readonly word: string;
  readonly group: string;
}

/** `tenantlab why` and `why-not`: the same explanation; both say what decided and what would change the answer. */
export async function whyAction(
  environment: CliEnvironment,
  { user, word, group }: WhyWords,
  options: WhyCommandOptions,
): Promise<number> {
  if (word.toLowerCase() !== 'in') {
    throw new ToolError({
      code: 'usage/why',
      message: `Expected "in" between the user and the group, found "${word}".`,
      hint: 'Example: tenantlab why ada@contoso.com in "Sales All"',
      exitCode: 4,
    });
  }
  if (options.plan !== undefined && (options.clock !== undefined || options.semantics.length > 0)) {
    throw new ToolError({
      code: 'usage/why',
      message: 'A saved plan has its own clock and semantics: --plan goes without --clock and --semantics.',
      hint: 'Leave them out, or make another plan with them.',
      exitCode: 4,
    });
  }
  const plan = options.plan === undefined ? undefined : await readSavedPlan(environment, options.plan);
  return withTenant(environment, options, async ({ opened, semantics, clock, style, config }) => {
    const catalogue = await givenLicenseCatalogue(environment, options, config);
    const question = {
      member: user,
      holder: group,
      semantics,
      ...(clock === undefined ? {} : { clock }),
      ...(catalogue === undefined ? {} : { catalogue }),
    };
    if (plan === undefined) {
      const explanation = explainMember(opened.tenant, question);
      environment.out(
        options.json === true ? `${JSON.stringify(explanation, undefined, 2)}\n` : renderMembership(explanation, style),
      );
      return 0;
    }
    const { before, after, entries } = await explainMemberChange(opened.tenant, plan, question);
    environment.out(
      options.json === true
        ? `${JSON.stringify({ before, after, entries }, undefined, 2)}\n`
        : renderMembershipChange(before, after, entries, style),
    );
    return 0;
  });
}
