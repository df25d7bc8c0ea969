import { resolve } from 'node:path';
import { compareTenants, engineFor, openTenant, rowNames, type TenantDifference } from '../../app/index.ts';
import { ToolError } from '../../base/index.ts';
import { defaultSemantics } from '../../model/index.ts';
import { findDrift } from '../../plan/index.ts';
import {
  counted,
  type MemberLists,
  renderLicenseDifferences,
  renderMemberLists,
  renderObjectDifferences,
} from '../../report/index.ts';
import { settle } from '../../simulation/index.ts';
import type { DiffCommandOptions } from '../command-options.ts';
import type { CliEnvironment } from '../environment.ts';
import { readSemantics } from '../options.ts';
import { styleFor, withProgress, withTenant } from './session.ts';

/** `tenantlab diff`: 0 when equal, 1 when different. */
export async function diffAction(
  environment: CliEnvironment,
  before: string | undefined,
  after: string | undefined,
  options: DiffCommandOptions,
): Promise<number> {
  if (before === undefined) return showDrift(environment, options);
  if (after === undefined) {
    throw new ToolError({
      code: 'usage/diff',
      message: 'diff compares two tenants; only one was given.',
      hint: 'Give two, or none to see the drift of --tenant.',
      exitCode: 4,
    });
  }
  return showDifference(environment, before, after, options);
}

/** What an export says about the members of dynamic groups against what the rules give. */
async function showDrift(environment: CliEnvironment, options: DiffCommandOptions): Promise<number> {
  return withTenant(environment, options, ({ opened, semantics, clock, work }) => {
    const start = clock === undefined ? opened.tenant : { ...opened.tenant, clock };
    const { onProgress, signal } = work;
    const settled = settle(start, {
      semantics,
      engine: engineFor(start),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    const { tenant } = settled;
    const drift: readonly MemberLists[] = findDrift(settled).map(
      ({ holder, memberType, notExported, notComputed }) => ({
        holder: {
          id: tenant.populations[holder.type].idAt(holder.row),
          name: tenant.populations[holder.type].textAt(holder.row, 'displayName') ?? '',
        },
        added: rowNames(tenant, memberType, notExported),
        removed: rowNames(tenant, memberType, notComputed),
      }),
    );
    if (options.json === true) {
      const entries = drift.map(({ holder, added, removed }) => ({
        group: holder,
        notExported: added,
        notComputed: removed,
      }));
      environment.out(`${JSON.stringify({ drift: entries }, undefined, 2)}\n`);
    } else if (drift.length === 0) {
      environment.out('No drift: the exported members are those that the rules give.\n');
    } else {
      const words = { added: 'the rule says yes, the export no', removed: 'the export says yes, the rule no' };
      environment.out(renderMemberLists(drift, words, styleFor(environment, options)));
    }
    return drift.length === 0 ? 0 : 1;
  });
}

async function showDifference(
  environment: CliEnvironment,
  before: string,
  after: string,
  options: DiffCommandOptions,
): Promise<number> {
  const semantics = readSemantics(options.semantics, defaultSemantics);
  return withProgress(environment, options, async (work) => {
    const [old, now] = [
      await openTenant(resolve(environment.cwd, before), { ...work, now: environment.now() }),
      await openTenant(resolve(environment.cwd, after), { ...work, now: environment.now() }),
    ];
    try {
      const [left, right] = [old, now].map(({ tenant }) =>
        settle(options.clock === undefined ? tenant : { ...tenant, clock: options.clock }, {
          semantics,
          engine: engineFor(tenant),
        }),
      );
      if (left === undefined || right === undefined) return 0;
      const difference = compareTenants(left, right);
      environment.out(
        options.json === true
          ? `${JSON.stringify(difference, undefined, 2)}\n`
          : describeDifference(environment, difference, options),
      );
      return isEqual(difference) ? 0 : 1;
    } finally {
      old.close();
      now.close();
    }
  });
}

function describeDifference(
  environment: CliEnvironment,
  difference: TenantDifference,
  options: DiffCommandOptions,
): string {
  const { objects, members, owners } = difference;
  if (isEqual(difference)) return 'The tenants are equal.\n';
  const style = styleFor(environment, options);
  const list = (lists: readonly MemberLists[], added: string, removed: string): string =>
    lists.length === 0 ? '' : `\n${renderMemberLists(lists, { added, removed }, style)}`;
  const memberLists = `${list(members, 'joins', 'leaves')}${list(owners, 'becomes owner', 'is no owner any more')}`;
  const licenses = renderLicenseDifferences(difference, style);
  const totals = [
    counted(objects.length, 'object'),
    `the members of ${counted(members.length, 'group')}`,
    ...(owners.length === 0 ? [] : [`the owners of ${counted(owners.length, 'group')}`]),
    ...(licenses === '' ? [] : [`the licenses of ${counted(licensedUsers(difference), 'user')}`]),
  ];
  return `${renderObjectDifferences(objects, style)}${memberLists}${licenses === '' ? '' : `\n${licenses}`}\n${totals.join(' and ')} differ.\n`;
}

/** Users whose licenses, service plans, or what is known of them, differ. */
function licensedUsers({ licenses, servicePlans, licensesKnown }: TenantDifference): number {
  const names = [...licenses, ...servicePlans].flatMap(({ users }) => users.map(({ name }) => name));
  return new Set([...names, ...licensesKnown.added, ...licensesKnown.removed]).size;
}

function isEqual({ objects, members, owners, licenses, servicePlans, licensesKnown }: TenantDifference): boolean {
  const lists = [objects, members, owners, licenses, servicePlans, licensesKnown.added, licensesKnown.removed];
  return lists.every(({ length }) => length === 0);
}
