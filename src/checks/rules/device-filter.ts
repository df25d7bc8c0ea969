import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Check } from '../check.ts';
import { blankQuoted } from '../literal-spans.ts';

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

/** A rule that is refused because it is a device filter of Conditional Access or Intune (spec rules 1, 5.3). */
export const deviceFilter: Check = {
  id: 'lint/device-filter',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule, text }) => {
    if (rule !== undefined) return [];
    return [...blankQuoted(text).matchAll(/\bdevice\.([A-Za-z]+)/gi)].flatMap((match): Diagnostic[] => {
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
