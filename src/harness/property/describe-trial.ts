import { isJsonObject, type JsonValue } from '../../base/index.ts';
import type { ChangeStep } from '../../model/index.ts';
import { valueText } from '../../plan/index.ts';
import { type ObjectData, tenantData } from '../tenant-data/index.ts';
import { count } from './claim-words.ts';
import type { Names } from './names.ts';
import type { Trial } from './trial.ts';

/** Properties that say nothing about a small tenant that its other lines do not say. */
const dullProperties: ReadonlySet<string> = new Set([
  'id',
  'userPrincipalName',
  'displayName',
  'mailNickname',
  'deletedDateTime',
  'mailEnabled',
  'securityEnabled',
  'groupTypes',
  'mail',
  'proxyAddresses',
  'visibility',
  'createdDateTime',
  'assignedLicenses',
  'membershipRule',
  'membershipRuleProcessingState',
]);

/**
 * A small tenant and what happens to it, as lines of text:
 * `user  u1@contoso.example  department: "Sales"` and `group "License E3"  rule: user.department -eq "Sales"  gives: SPE_E3`.
 */
export function describeTrial({ tenant, steps }: Trial, names: Names): readonly string[] {
  const { objects } = tenantData(tenant);
  const shown = objects.filter(({ type }) => shownTypes.has(type));
  const people = shown.filter(({ type }) => type === 'user' || type === 'device').length;
  const groups = shown.filter(({ type }) => type === 'group').length;
  const lines = [
    `Smallest failing tenant (${people} ${people === 1 ? 'person' : 'people'}, ${count(groups, 'group')}):`,
  ];
  const nameOf = (object: ObjectData): string =>
    labelFor(object, names, tenant.populations[object.type].rowOf(object.id) ?? 0);
  for (const object of shown) lines.push(`  ${object.type.padEnd(6)} ${nameOf(object)}${partsOf(object, names)}`);
  if (steps.length > 0) {
    lines.push(`Changes (${steps.length}):`);
    for (const [index, step] of steps.entries())
      lines.push(`  ${index + 1}. ${describeStep(step, nameIn(tenant, names))}`);
  }
  return lines;
}

const shownTypes: ReadonlySet<string> = new Set(['user', 'device', 'group', 'administrativeUnit', 'subscription']);

type NameById = (id: string) => string;

/** Names of people and groups of a tenant by their ids. */
export function nameIn({ populations }: Trial['tenant'], names: Names): NameById {
  return (id) => {
    for (const type of ['user', 'device'] as const) {
      const row = populations[type].rowOf(id);
      if (row !== undefined) return names.person(type, row);
    }
    return populations.group.rowOf(id) === undefined ? id : names.group(id);
  };
}

function labelFor(object: ObjectData, names: Names, row: number): string {
  if (object.type === 'group') return names.group(object.id);
  if (object.type === 'subscription') return names.sku(text(object.properties['skuId']));
  return names.person(object.type, row);
}

function partsOf({ type, properties, links }: ObjectData, names: Names): string {
  const parts: string[] = [];
  if (type === 'subscription') {
    parts.push(`seats: ${text(properties['totalLicenses'])}`, `status: ${text(properties['status'])}`);
  } else {
    const { membershipRule, membershipRuleProcessingState: state, assignedLicenses } = properties;
    if (typeof membershipRule === 'string')
      parts.push(`rule: ${membershipRule}${state === 'Paused' ? ' (paused)' : ''}`);
    for (const [name, value] of Object.entries(properties)) {
      if (!dullProperties.has(name) && value !== null) parts.push(`${name}: ${valueText(value)}`);
    }
    const gives = skuIds(assignedLicenses);
    if (type === 'group' && gives.length > 0) parts.push(`gives: ${gives.map((id) => names.sku(id)).join(', ')}`);
    const members = links.groupMembers ?? [];
    if (members.length > 0 && typeof membershipRule !== 'string') parts.push(`members: ${members.length}`);
  }
  return parts.map((part) => `  ${part}`).join('');
}

/** One step in words. */
export function describeStep(step: ChangeStep, nameOf: NameById = (id) => id): string {
  switch (step.kind) {
    case 'update': {
      const whom = step.where === undefined ? nameOf(text(step.match?.['id'])) : `whoever ${step.where}`;
      return Object.entries(step.set)
        .map(([name, value]) => `${name} of ${whom} becomes ${value === null ? 'empty' : valueText(value)}`)
        .join('; ');
    }
    case 'create':
      return `${step.type} ${text(step.with['displayName'])} is created: ${valuesText(step.with)}`;
    case 'delete':
      return `${nameOf(text(step.match?.['id']))} is deleted`;
    case 'addMembers':
    case 'removeMembers': {
      const verb = step.kind === 'addMembers' ? 'is added to' : 'is removed from';
      return `${step.members.map((id) => nameOf(id)).join(', ')} ${verb} ${nameOf(step.holder)}`;
    }
    case 'advance':
      return `time goes on by ${step.duration}`;
    case 'assignLicense':
      return `${step.add.map(({ sku }) => sku).join(', ')} is assigned to ${nameOf(step.user ?? step.group ?? '')}`;
    case 'removeLicense':
      return `${step.remove.join(', ')} is taken from ${nameOf(step.user ?? step.group ?? '')}`;
    case 'seats':
      return `seats of ${step.sku}: ${'seats' in step.change ? `${step.change.kind} ${step.change.seats}` : step.change.kind}`;
    case 'reprocess':
      return `licenses of ${nameOf(step.user ?? step.group ?? '')} are processed again`;
    case 'restore':
      return `${nameOf(step.user)} is restored`;
  }
}

function valuesText(values: Readonly<Record<string, JsonValue>>): string {
  return Object.entries(values)
    .filter(([name, value]) => !dullProperties.has(name) && value !== null)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(', ');
}

function skuIds(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: JsonValue) => (isJsonObject(entry) ? text(entry['skuId']) : []));
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
