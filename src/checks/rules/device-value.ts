import { literalTexts } from '../../rules/index.ts';
import { foldOrdinal } from '../../base/index.ts';
import { createDiagnostic, type Diagnostic } from '../../diagnostics/index.ts';
import type { Check } from '../check.ts';
import { literalSpan, replaceLiteral } from '../literal-spans.ts';
import { comparisonsOf } from '../rule-walk.ts';

/** Words of Intune and the portal for what the directory holds. */
const directoryValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deviceOwnership: { CORPORATE: 'Company', 'COMPANY OWNED': 'Company', BYOD: 'Personal', PERSONALLY: 'Personal' },
  deviceTrustType: {
    'AZURE AD JOINED': 'AzureAD',
    'AZUREAD JOINED': 'AzureAD',
    'MICROSOFT ENTRA JOINED': 'AzureAD',
    'ENTRA JOINED': 'AzureAD',
    'HYBRID AZURE AD JOINED': 'ServerAD',
    'MICROSOFT ENTRA HYBRID JOINED': 'ServerAD',
    'HYBRID JOINED': 'ServerAD',
    'AZURE AD REGISTERED': 'Workplace',
    'MICROSOFT ENTRA REGISTERED': 'Workplace',
    'ENTRA REGISTERED': 'Workplace',
  },
};

/** `deviceOwnership -eq "Corporate"`, `deviceTrustType -eq "Azure AD joined"` (spec rules 5.2). */
export const deviceValue: Check = {
  id: 'lint/device-value',
  needsTenant: false,
  fix: 'changesMeaning',
  run: ({ rule }) => {
    if (rule?.object !== 'device') return [];
    return comparisonsOf(rule.root).flatMap(({ property, value, span }): Diagnostic[] => {
      const table = Object.hasOwn(directoryValues, property.name) ? directoryValues[property.name] : undefined;
      if (table === undefined) return [];
      const texts = literalTexts(value);
      return texts.flatMap((text): Diagnostic[] => {
        const held = Object.hasOwn(table, foldOrdinal(text)) ? table[foldOrdinal(text)] : undefined;
        if (held === undefined) return [];
        return [
          createDiagnostic('lint/device-value', {
            message: `The directory never holds "${text}" in ${property.name}.`,
            span: literalSpan(rule.text, span, text),
            hint: `It holds "${held}".`,
            ...replaceLiteral(rule.text, span, { from: text, to: held, title: `Use "${held}"` }),
          }),
        ];
      });
    });
  },
};
