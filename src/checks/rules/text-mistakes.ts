import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { ElementNode } from '../../rules/index.ts';
import type { Check } from '../check.ts';
import { comparisonsOf, leavesOf } from '../rule-walk.ts';

/** `-ne "null"`: the text, not the absence of a value. */
export const quotedNull: Check = {
  id: 'lint/quoted-null',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : comparisonsOf(rule.root).flatMap(({ value, span, property }) => {
          if (value.kind !== 'text' || foldOrdinal(value.value) !== 'NULL') return [];
          return [
            createDiagnostic('lint/quoted-null', {
              message: `"null" is a text here; nobody's ${property.name} is meant to be spelt so.`,
              span,
              hint: 'Write null without quotation marks to test for a value.',
            }),
          ];
        }),
};

/** Values that Intune or the portal show, and what the directory holds. */
const directoryValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deviceOwnership: { CORPORATE: 'Company', 'COMPANY OWNED': 'Company', BYOD: 'Personal' },
  deviceTrustType: {
    'AZURE AD JOINED': 'AzureAD',
    'MICROSOFT ENTRA JOINED': 'AzureAD',
    'HYBRID AZURE AD JOINED': 'ServerAD',
    'MICROSOFT ENTRA HYBRID JOINED': 'ServerAD',
    'AZURE AD REGISTERED': 'Workplace',
    'MICROSOFT ENTRA REGISTERED': 'Workplace',
  },
};

/** `deviceOwnership -eq "Corporate"` and the like. */
export const deviceValue: Check = {
  id: 'lint/device-value',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : comparisonsOf(rule.root).flatMap(({ property, value, span }): Diagnostic[] => {
          const table = Object.hasOwn(directoryValues, property.name) ? directoryValues[property.name] : undefined;
          const texts = value.kind === 'text' ? [value.value] : value.kind === 'list' ? value.values : [];
          return texts.flatMap((text) => {
            const held =
              table !== undefined && Object.hasOwn(table, foldOrdinal(text)) ? table[foldOrdinal(text)] : undefined;
            if (held === undefined) return [];
            return [
              createDiagnostic('lint/device-value', {
                message: `The directory never holds "${text}" in ${property.name}.`,
                span,
                hint: `It holds "${held}".`,
              }),
            ];
          });
        }),
};

/** Names of device filters that rules do not have, and their names in rules where there is one. */
const filterNames: Readonly<Record<string, string | undefined>> = {
  iscompliant: undefined,
  ismanaged: undefined,
  operatingsystemsku: undefined,
  trusttype: 'deviceTrustType',
  osversion: 'deviceOSVersion',
  operatingsystem: 'deviceOSType',
  operatingsystemversion: 'deviceOSVersion',
  model: 'deviceModel',
  manufacturer: 'deviceManufacturer',
  devicename: 'displayName',
  mdmappid: 'deviceManagementAppId',
  physicalids: 'devicePhysicalIds',
};

/** A rule that is refused because it is a device filter of Conditional Access or Intune. */
export const deviceFilter: Check = {
  id: 'lint/device-filter',
  needsTenant: false,
  run: ({ rule, text }) => {
    if (rule !== undefined) return [];
    return [...text.matchAll(/\bdevice\.([A-Za-z]+)/gi)].flatMap((match): Diagnostic[] => {
      const name = match[1] ?? '';
      if (!Object.hasOwn(filterNames, name.toLowerCase())) return [];
      const known = filterNames[name.toLowerCase()];
      const start = match.index + 'device.'.length;
      const span = { start, end: start + name.length };
      return [
        createDiagnostic('lint/device-filter', {
          message: `device.${name} belongs to device filters, not to membership rules.`,
          span,
          hint: known === undefined ? 'Membership rules cannot test this.' : `Rules call it device.${known}.`,
          ...(known === undefined ? {} : { fix: { title: `Use ${known}`, edits: [{ span, newText: known }] } }),
        }),
      ];
    });
  },
};

/** `_ -eq "[ZTDId]"`, `proxyAddresses -any (_ -startsWith "contoso")`: the element has a prefix. */
export const wholeElement: Check = {
  id: 'lint/whole-element',
  needsTenant: false,
  run: ({ rule }) =>
    rule === undefined
      ? []
      : leavesOf(rule.root).flatMap(({ leaf }) => {
          if (leaf.kind === 'quantified') return elementFindings(leaf.property.name, leaf.body);
          if (leaf.kind !== 'compare' || leaf.property.type !== 'stringCollection' || leaf.value.kind !== 'text')
            return [];
          return describeElement(leaf.property.name, leaf.operator, leaf.value.value, leaf.span);
        }),
};

function elementFindings(property: string, node: ElementNode): readonly Diagnostic[] {
  if (node.kind === 'compareElement') {
    return node.field === 'self' && node.value.kind === 'text'
      ? describeElement(property, node.operator, node.value.value, node.span)
      : [];
  }
  return node.kind === 'not'
    ? elementFindings(property, node.child)
    : node.children.flatMap((child) => elementFindings(property, child));
}

function describeElement(
  property: string,
  operator: string,
  text: string,
  span: { start: number; end: number },
): readonly Diagnostic[] {
  if (property === 'devicePhysicalIds' && (operator === 'eq' || operator === 'ne') && /^\[[A-Za-z]+\]:?$/.test(text)) {
    return [
      createDiagnostic('lint/whole-element', {
        message: `No element is "${text}": it is followed by a colon and a value.`,
        span,
        hint: `Write _ -startsWith "${text}".`,
      }),
    ];
  }
  const isAddress = property === 'proxyAddresses' && (operator === 'eq' || operator === 'startsWith');
  if (!isAddress || /^[a-z0-9]+:/i.test(text) || 'SMTP:'.startsWith(foldOrdinal(text))) return [];
  return [
    createDiagnostic('lint/whole-element', {
      message: `No element ${operator === 'eq' ? 'is' : 'begins with'} "${text}": addresses carry a prefix such as SMTP:.`,
      span,
      hint: `Write "smtp:${text}"; upper and lower case are not told apart.`,
    }),
  ];
}
