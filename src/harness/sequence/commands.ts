import fc from 'fast-check';
import type { JsonValue } from '../../base/index.ts';
import { type ChangeStep, findProperty, type Tenant } from '../../model/index.ts';
import type { RuleObject } from '../../rules/index.ts';
import type { LiteralPool } from '../arbitraries/literal-pools.ts';
import { poolElements, poolValues } from '../arbitraries/values.ts';
import {
  advanceStep,
  createStep,
  deleteStep,
  licenseStep,
  membersStep,
  poolFor,
  restoreStep,
  seatsStep,
  type TouchMode,
  touchStep,
  updateStep,
} from './change-steps.ts';

/** What a sequence remembers of the tenant to know which change is possible. */
export interface SequenceModel {
  /** Ids of users, in order of appearance. */
  readonly active: string[];
  readonly deleted: string[];
  readonly devices: readonly string[];
  /** `group user` of members by hand. */
  readonly members: Set<string>;
  created: number;
}

/** What a sequence plays on. */
export interface SequenceReal {
  tenant: Tenant;
  /**
   * Plays a step and takes the tenant that it leads to. `isTouch`: it is the change that a claim about moves is about. False when
   * the step was refused.
   */
  play(step: ChangeStep, isTouch: boolean): boolean;
}

/** A change as fast-check plays it. */
export type SequenceCommand = fc.Command<SequenceModel, SequenceReal>;

/** What sequences may do. */
export interface SequenceOptions {
  readonly pools: readonly LiteralPool[];
  readonly types: readonly RuleObject[];
  /** Ids of groups that take members by hand. */
  readonly groups: readonly string[];
  /** SKUs that may be assigned and bought, by part number or id; none: no licenses. */
  readonly skus: readonly string[];
  /** The attributes of a claim about moves, and how they change. */
  readonly touch?: { readonly attributes: readonly string[]; readonly mode: TouchMode };
}

/** The model of a tenant before anything happened. */
export function sequenceModel(tenant: Tenant): SequenceModel {
  const activeIds = (type: RuleObject): string[] => {
    const population = tenant.populations[type];
    const rows = Array.from({ length: population.size }, (_, row) => row);
    return rows.filter((row) => population.isActive(row)).map((row) => population.idAt(row));
  };
  const members = new Set<string>();
  const { group, user } = tenant.populations;
  for (const [row, links] of tenant.relations.groupMembers) {
    links.rows.user?.forEach((member) => members.add(`${group.idAt(row)} ${user.idAt(member)}`));
  }
  return { active: activeIds('user'), deleted: [], devices: activeIds('device'), members, created: 0 };
}

/**
 * Commands for `fc.commands`: attributes get values near the policies, people come, go and come back, groups are filled by hand,
 * licenses and seats come and go, days go by. Each checks with the model whether it is possible.
 */
export function sequenceCommands(options: SequenceOptions): fc.Arbitrary<SequenceCommand>[] {
  const { groups, skus, touch } = options;
  const attributes = options.pools.filter(
    ({ object, property }) => options.types.includes(object) && isSettable(object, property),
  );
  const commands: fc.Arbitrary<SequenceCommand>[] = attributes.map(setAttribute);
  for (const attribute of touch?.attributes ?? []) {
    const pool = poolFor(options.pools, options.types[0] ?? 'user', attribute);
    // Every command is as likely as any other, and this is the one that the claim is about.
    for (let times = 0; times <= attributes.length / 2; times++)
      commands.push(touchAttribute(pool, touch?.mode ?? 'change'));
  }
  if (options.types.includes('user')) commands.push(createUser(attributes), deleteUser(), restoreUser());
  if (groups.length > 0) commands.push(changeMembers('addMembers', groups), changeMembers('removeMembers', groups));
  if (skus.length > 0) commands.push(changeLicense(skus), changeSeats(skus));
  commands.push(fc.constantFrom(1, 7, 30, 365).map(letPass));
  return commands;
}

function isSettable(object: RuleObject, property: string): boolean {
  const definition = findProperty(object, property);
  return definition !== undefined && definition.isReadOnly !== true && definition.isCreateOnly !== true;
}

const pick = fc.nat({ max: 7 });

function command(text: string, check: (model: SequenceModel) => boolean, run: SequenceCommand['run']): SequenceCommand {
  return { check: (model) => check(model), run, toString: () => text };
}

function at(list: readonly string[], index: number): string {
  return list[index % Math.max(1, list.length)] ?? '';
}

function peopleOf(model: SequenceModel, type: RuleObject): readonly string[] {
  return type === 'user' ? model.active : model.devices;
}

function setAttribute(pool: LiteralPool): fc.Arbitrary<SequenceCommand> {
  const { object, property } = pool;
  return fc.tuple(pick, poolValues(pool, { notKnown: 0 })).map(([who, value = null]) =>
    command(
      `${property} of ${object} ${who + 1} becomes ${JSON.stringify(value)}`,
      (model) => peopleOf(model, object).length > 0,
      (model, real) => {
        real.play(updateStep(object, at(peopleOf(model, object), who), { [property]: value }), false);
      },
    ),
  );
}

function touchAttribute(pool: LiteralPool, mode: TouchMode): fc.Arbitrary<SequenceCommand> {
  const { object, property } = pool;
  const values: fc.Arbitrary<JsonValue | undefined> =
    mode === 'grow' ? poolElements(pool) : poolValues(pool, { notKnown: 0 });
  return fc.tuple(pick, values).map(([who, value = null]) =>
    command(
      `${property} of ${object} ${who + 1} ${mode === 'grow' ? 'grows by' : 'changes to'} ${JSON.stringify(value)}`,
      (model) => peopleOf(model, object).length > 0,
      (model, real) => {
        const id = at(peopleOf(model, object), who);
        const step = touchStep(real.tenant, { type: object, id, attribute: property, mode }, value);
        if (step !== undefined) real.play(step, true);
      },
    ),
  );
}

function createUser(pools: readonly LiteralPool[]): fc.Arbitrary<SequenceCommand> {
  const own = pools.filter(({ object, property }) => object === 'user' && property !== 'userPrincipalName');
  const values = fc.record(Object.fromEntries(own.map((pool) => [pool.property, poolValues(pool, { notKnown: 0 })])));
  return values.map((chosen) =>
    command(
      `a user is created with ${JSON.stringify(chosen)}`,
      ({ active }) => active.length < 12,
      (model, real) => {
        const number = ++model.created;
        const id = `1000000a-0000-4000-8000-${String(number).padStart(12, '0')}`;
        const set = Object.entries(chosen).filter((entry): entry is [string, JsonValue] => (entry[1] ?? null) !== null);
        const step = createStep('user', {
          id,
          accountEnabled: true,
          displayName: `n${number}`,
          mailNickname: `n${number}`,
          userPrincipalName: `n${number}@contoso.example`,
          usageLocation: 'US',
          ...Object.fromEntries(set),
        });
        if (real.play(step, false)) model.active.push(id);
      },
    ),
  );
}

function deleteUser(): fc.Arbitrary<SequenceCommand> {
  return pick.map((who) =>
    command(
      `user ${who + 1} is deleted`,
      ({ active }) => active.length > 0,
      (model, real) => {
        const id = at(model.active, who);
        if (!real.play(deleteStep('user', id), false)) return;
        model.active.splice(model.active.indexOf(id), 1);
        model.deleted.push(id);
      },
    ),
  );
}

function restoreUser(): fc.Arbitrary<SequenceCommand> {
  return pick.map((who) =>
    command(
      `deleted user ${who + 1} is restored`,
      ({ deleted }) => deleted.length > 0,
      (model, real) => {
        const id = at(model.deleted, who);
        if (!real.play(restoreStep(id), false)) return;
        model.deleted.splice(model.deleted.indexOf(id), 1);
        model.active.push(id);
      },
    ),
  );
}

function changeMembers(kind: 'addMembers' | 'removeMembers', groups: readonly string[]): fc.Arbitrary<SequenceCommand> {
  const isAdding = kind === 'addMembers';
  return fc.tuple(fc.constantFrom(...groups), pick).map(([group, who]) =>
    command(
      `user ${who + 1} ${isAdding ? 'joins' : 'leaves'} ${group}`,
      ({ active, members }) => active.length > 0 && members.has(`${group} ${at(active, who)}`) !== isAdding,
      (model, real) => {
        const id = at(model.active, who);
        if (!real.play(membersStep(kind, group, id), false)) return;
        if (isAdding) model.members.add(`${group} ${id}`);
        else model.members.delete(`${group} ${id}`);
      },
    ),
  );
}

function changeLicense(skus: readonly string[]): fc.Arbitrary<SequenceCommand> {
  return fc
    .tuple(fc.constantFrom('assignLicense', 'removeLicense'), pick, fc.constantFrom(...skus))
    .map(([kind, who, sku]) =>
      command(
        `${sku} is ${kind === 'assignLicense' ? 'assigned to' : 'taken from'} user ${who + 1}`,
        ({ active }) => active.length > 0,
        (model, real) => {
          real.play(licenseStep(kind, at(model.active, who), sku), false);
        },
      ),
    );
}

function changeSeats(skus: readonly string[]): fc.Arbitrary<SequenceCommand> {
  return fc.tuple(fc.constantFrom(...skus), fc.integer({ min: 0, max: 8 })).map(([sku, seats]) =>
    command(
      `${seats} seats of ${sku}`,
      () => true,
      (_model, real) => {
        real.play(seatsStep(sku, seats), false);
      },
    ),
  );
}

function letPass(days: number): SequenceCommand {
  return command(
    `${days} days go by`,
    () => true,
    (_model, real) => {
      real.play(advanceStep(days), false);
    },
  );
}
