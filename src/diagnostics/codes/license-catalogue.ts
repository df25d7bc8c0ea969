import type { DiagnosticDefinition } from '../definition.ts';

/** Faults of files that add to the license catalogue or override it. */
export const licenseCatalogueCodes = {
  'license/syntax': {
    severity: 'error',
    title: 'The license catalogue file is no valid YAML',
    explanation: 'The file is YAML 1.2 or JSON. Indent with blanks, and quote texts that hold a colon or a hash.',
    wrong: 'version: 1\nskus: [a',
    right: 'version: 1\nskus: []',
  },
  'license/too-complex': {
    severity: 'error',
    title: 'The license catalogue file is nested too deeply or repeats itself too often',
    explanation: 'Deep nesting and many aliases are refused, because a small file could then fill the memory.',
  },
  'license/unknown-key': {
    severity: 'error',
    title: 'A key that has no meaning here',
    explanation:
      'A misspelt key would be ignored in silence, so unknown keys are errors. Properties carry the names of Microsoft Graph.',
    wrong: 'version: 1\nskuz: []',
    right: 'version: 1\nskus: []',
  },
  'license/missing-key': {
    severity: 'error',
    title: 'A key is missing',
    explanation:
      'The file needs a version. A new SKU needs skuId, skuPartNumber and servicePlans, a new plan servicePlanId and servicePlanName.',
    wrong: 'version: 1\nservicePlans: [{ servicePlanId: 11111111-1111-4111-8111-111111111111 }]',
    right:
      'version: 1\nservicePlans: [{ servicePlanId: 11111111-1111-4111-8111-111111111111, servicePlanName: CONTOSO_PLAN }]',
  },
  'license/duplicate-key': {
    severity: 'error',
    title: 'A key stands twice in the same mapping',
    explanation: 'Only one of the two values could win. Remove one.',
    wrong: 'version: 1\nskus: []\nskus: []',
    right: 'version: 1\nskus: []',
  },
  'license/wrong-type': {
    severity: 'error',
    title: 'A value of the license catalogue file is of the wrong kind',
    explanation: 'The message says what was expected and found.',
    wrong: 'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: "36" }]',
    right: 'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: 36 }]',
  },
  'license/invalid-guid': {
    severity: 'error',
    title: 'An id is no guid',
    explanation: 'Ids of SKUs and service plans have the form 05e9a617-0261-4cee-bb44-138d3ef5d965.',
    wrong: 'version: 1\nservicePlans: [{ servicePlanId: 1111-2222, servicePlanName: CONTOSO_PLAN }]',
    right:
      'version: 1\nservicePlans: [{ servicePlanId: 11111111-1111-4111-8111-111111111111, servicePlanName: CONTOSO_PLAN }]',
  },
  'license/unknown-plan': {
    severity: 'error',
    title: 'A service plan that neither the catalogue nor the file knows',
    explanation:
      'Plans are named by servicePlanName, in any case, or by id. A plan that the catalogue does not have yet is described below servicePlans of the file first.',
    wrong: 'version: 1\nprohibitedLocations: [{ servicePlan: YAMER_ENTERPRISE, countryLetterCodes: [XX] }]',
    right: 'version: 1\nprohibitedLocations: [{ servicePlan: YAMMER_ENTERPRISE, countryLetterCodes: [XX] }]',
  },
  'license/unknown-sku': {
    severity: 'error',
    title: 'A SKU that neither the catalogue nor the file knows',
    explanation:
      'SKUs are named by skuPartNumber, in any case, or by skuId. A new one is described below skus of the file.',
    wrong: 'version: 1\nprices: [{ sku: SPE_E33, currency: EUR, amount: 36 }]',
    right: 'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: 36 }]',
  },
  'license/unknown-rule': {
    severity: 'error',
    title: 'A plan rule that the catalogue does not have',
    explanation: '`tenantlab license catalog` shows the ids of the rules that concern a SKU or a plan.',
    wrong: 'version: 1\nplanRules: [{ rule: conflicts/yamer, enforce: off }]',
    right: 'version: 1\nplanRules: [{ rule: conflicts/yammer, enforce: off }]',
  },
  'license/ambiguous-name': {
    severity: 'error',
    title: 'A name that two SKUs or two service plans share',
    explanation: 'Name it by its id.',
    wrong: 'version: 1\nprices: [{ sku: MCOPSTN5, currency: EUR, amount: 5 }]',
    right: 'version: 1\nprices: [{ sku: 54a152dc-90de-4996-93d2-bc47e670fc06, currency: EUR, amount: 5 }]',
  },
  'license/duplicate': {
    severity: 'error',
    title: 'One thing is described twice in the file',
    explanation:
      'Only one of the two could win. A later file may override an earlier one, but within a file each SKU, plan, rule and prohibited location stands once, and prices of a SKU in one currency do not overlap in time.',
    wrong:
      'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: 36 }, { sku: SPE_E3, currency: EUR, amount: 37 }]',
    right:
      'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: 36, validTo: 2026-12-31 }, { sku: SPE_E3, currency: EUR, amount: 37, validFrom: 2027-01-01 }]',
  },
  'license/invalid-value': {
    severity: 'error',
    title: 'A value that cannot be',
    explanation:
      'Dates are days of the calendar (2026-07-01), currencies three capital letters (EUR), countries two letters (DE), amounts not negative.',
    wrong: 'version: 1\nprices: [{ sku: SPE_E3, currency: Euro, amount: 36 }]',
    right: 'version: 1\nprices: [{ sku: SPE_E3, currency: EUR, amount: 36 }]',
  },
  'license/conflicting-plans': {
    severity: 'warning',
    title: 'A SKU contains two plans that exclude each other',
    explanation:
      'Nobody could get such a SKU without one of the plans disabled. Either the list of plans is wrong, or the plan rule does not hold any more and is to be switched off.',
    wrong: 'version: 1\nskus: [{ skuPartNumber: SPE_E3, addServicePlans: [SHAREPOINTSTANDARD] }]',
    right: 'version: 1\nskus: [{ skuPartNumber: SPE_E3, addServicePlans: [AAD_PREMIUM_P2] }]',
  },
} as const satisfies Readonly<Record<string, DiagnosticDefinition>>;
