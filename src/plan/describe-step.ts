import type { ChangeStep, WantedProperties } from '../model/index.ts';
import { cutText, valueText } from './value-text.ts';

const longestName = 200;
const mostProperties = 6;

/** A step in one line, as its author wrote it: `update user where … : set department, jobTitle`. */
export function describeStep(step: ChangeStep): string {
  switch (step.kind) {
    case 'update':
      return `update ${step.type} ${selection(step)}: set ${names(step.set)}`;
    case 'create':
      return `create ${step.type} ${createdName(step.with)}`.trimEnd();
    case 'delete':
      return `delete ${step.type} ${selection(step)}`;
    case 'addMembers':
    case 'removeMembers': {
      const count = step.members.length;
      const who = count === 1 ? valueText(step.members[0] ?? '') : `${count} members`;
      const holder = `${step.holderType === 'group' ? 'group' : 'administrative unit'} ${valueText(step.holder)}`;
      return step.kind === 'addMembers' ? `add ${who} to ${holder}` : `remove ${who} from ${holder}`;
    }
    case 'advance':
      return `advance the clock by ${step.duration}`;
  }
}

function selection(step: { readonly match?: WantedProperties; readonly where?: string }): string {
  if (step.where !== undefined) return `where ${cutText(step.where, longestName)}`;
  const pairs = Object.entries(step.match ?? {}).map(([name, value]) => `${name} ${valueText(value)}`);
  return cutText(pairs.join(', '), longestName);
}

function names(properties: WantedProperties): string {
  const all = Object.keys(properties);
  const shown = all.slice(0, mostProperties).join(', ');
  return all.length > mostProperties ? `${shown} and ${all.length - mostProperties} more` : shown;
}

function createdName(properties: WantedProperties): string {
  const name = properties['userPrincipalName'] ?? properties['displayName'];
  return name === undefined ? '' : valueText(name);
}
