import type { JsonObject } from '../../src/base/index.ts';
import { draft, listed, type RuleDraft, type RuleSectionDraft } from './draft.ts';

/* Text collections and assignedPlans (spec rules 5.4, 6, 7). */

/** Collections by which of their elements satisfy the positive comparison with "blue". */
const collections: Readonly<Record<string, readonly string[] | null>> = {
  none: ['red', 'green'],
  some: ['red', 'BLUE'],
  all: ['blue', 'Blue'],
  empty: [],
  null: null,
};

/** Comparisons that are true of "blue" in any case and of nothing else in the table. */
const positives: Readonly<Record<string, string>> = {
  startsWith: '"blue"',
  endsWith: '"blue"',
  contains: '"lu"',
  match: '"^b"',
  eq: '"blue"',
  in: '["violet", "blue"]',
};
const negativeOf: Readonly<Record<string, string>> = {
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
  contains: 'notContains',
  match: 'notMatch',
  eq: 'ne',
  in: 'notIn',
};

const attributesOf = (value: readonly string[] | null): JsonObject => ({ otherMails: value });

function plainCases(): readonly RuleDraft[] {
  return ['startsWith', 'endsWith', 'contains', 'match'].flatMap((positive) =>
    [positive, negativeOf[positive] ?? ''].flatMap((operator) => {
      const rule = `user.otherMails -${operator} ${positives[positive]}`;
      const claim = positive === 'match' ? '5.4-collection-match' : '5.4-collection-operators';
      const isPositive = operator === positive;
      const decided = Object.entries(collections).map(([name, value]) => {
        const someElement = name === 'some' || name === 'all';
        return draft(
          `plain-${operator}-${name}`,
          name === 'some' ? '6-plain-on-collection' : claim,
          rule,
          someElement === isPositive,
          { attributes: attributesOf(value) },
        );
      });
      return [
        ...decided,
        draft(`plain-${operator}-not-known`, claim, rule, ['otherMails'], { unknown: ['otherMails'] }),
      ];
    }),
  );
}

/** How many of the elements satisfy the comparison, by collection. */
function satisfied(name: string, isPositive: boolean): 'none' | 'some' | 'all' | 'empty' {
  if (name === 'empty' || name === 'null') return 'empty';
  if (isPositive) return name as 'none' | 'some' | 'all';
  return name === 'none' ? 'all' : name === 'all' ? 'none' : 'some';
}

function quantifiedCases(): readonly RuleDraft[] {
  return ['any', 'all'].flatMap((mode) =>
    Object.entries(positives).flatMap(([positive, operand]) =>
      [positive, negativeOf[positive] ?? ''].flatMap((operator) => {
        const rule = `user.otherMails -${mode} (_ -${operator} ${operand})`;
        return Object.entries(collections)
          .filter(([name]) => name !== 'null' || positive === 'eq')
          .map(([name, value]) => {
            const count = satisfied(name, operator === positive);
            const expected =
              mode === 'any' ? count === 'some' || count === 'all' : count === 'all' || count === 'empty';
            const claim =
              count === 'empty' ? `6-${mode}-empty` : positive === 'in' ? '5.4-element-lists' : '5.4-element-operators';
            return draft(`${mode}-${operator}-${name}`, claim, rule, expected, { attributes: attributesOf(value) });
          });
      }),
    ),
  );
}

const mails = (...otherMails: readonly string[]): JsonObject => ({ otherMails });

const quantifiers = listed('quantifier', [
  ['6-same-element', 'user.otherMails -any (_ -startsWith "a" -and _ -endsWith "z")', mails('a1', '1z'), false],
  ['6-same-element', 'user.otherMails -any (_ -startsWith "a" -and _ -endsWith "z")', mails('a1', 'a-z'), true],
  ['6-same-element', 'user.otherMails -startsWith "a" -and user.otherMails -endsWith "z"', mails('a1', '1z'), true],
  ['6-same-element', 'user.otherMails -all (_ -startsWith "a" -or _ -endsWith "z")', mails('a1', '1z'), true],
  ['6-same-element', 'user.otherMails -all (_ -startsWith "a" -or _ -endsWith "z")', mails('a1', '1'), false],
  ['6-same-element', 'user.otherMails -any (-not (_ -startsWith "a"))', mails('a1', '1'), true],
  ['6-same-element', 'user.otherMails -any (-not (_ -startsWith "a"))', mails('a1'), false],
  ['6-plain-on-collection', 'user.otherMails -notContains "a"', mails('a', 'b'), false],
  ['6-plain-on-collection', 'user.otherMails -any (_ -notContains "a")', mails('a', 'b'), true],
  ['6-any-empty', '-not (user.otherMails -any (_ -eq "a"))', {}, true],
  ['6-all-empty', 'user.otherMails -all (_ -eq null)', {}, true],
  ['6-all-empty', '-not (user.otherMails -all (_ -eq "a"))', {}, false],
  ['6-any-empty', 'user.otherMails -any (_ -ne null)', mails('a'), true],
  ['6-any-empty', 'user.otherMails -any (_ -ne null)', mails(), false],
  [
    '2-element-sign',
    'user.proxyAddresses -any (_ -startsWith "SMTP:")',
    { proxyAddresses: ['smtp:ada@contoso.com'] },
    true,
  ],
  [
    '2-element-sign',
    'user.proxyAddresses -any (_ -eq "smtp:ada@contoso.com")',
    { proxyAddresses: ['SIP:x', 'SMTP:ada@contoso.com'] },
    true,
  ],
  ['2-element-sign', 'user.otherMails -any _ -eq "a"', mails('A'), true],
  ['2-element-sign', '(user.otherMails -any _ -contains "a")', mails('b'), false],
  [
    '4-quantifier-body',
    '(user.otherMails -any _ -eq "a") -and user.city -eq "Oslo"',
    { ...mails('a'), city: 'Oslo' },
    true,
  ],
  [
    '4-quantifier-body',
    'user.otherMails -any (_ -eq "a") -and user.city -eq "Oslo"',
    { ...mails('a'), city: 'Bergen' },
    false,
  ],
  [
    '4-quantifier-body',
    'user.otherMails -any _ -eq "a" -and user.city -eq "Oslo"',
    {},
    'error Ambiguous ambiguous-quantifier',
  ],
  [
    '4-quantifier-body',
    'user.otherMails -all _ -eq "a" -or user.city -eq "Oslo"',
    {},
    'error Ambiguous ambiguous-quantifier',
  ],
  ['5.4-element-operators', 'user.otherMails -any (_ -eq "a")', undefined, ['otherMails'], { unknown: ['otherMails'] }],
  ['5.4-element-operators', 'user.otherMails -all (_ -eq "a")', undefined, ['otherMails'], { unknown: ['otherMails'] }],
  ['6-plain-on-collection', 'user.otherMails -contains "a,b"', mails('a', 'b'), false],
  ['6-contains', 'user.otherMails -contains "contoso"', mails('x@CONTOSO.com'), true],
]);

const exchange = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';

const plan = (servicePlanId: string, capabilityStatus: string | null, service = 'exchange'): JsonObject => ({
  servicePlanId,
  service,
  capabilityStatus,
});
const plans = (...assignedPlans: readonly JsonObject[]): JsonObject => ({ assignedPlans });
const hasExchange = `assignedPlan.servicePlanId -eq "${exchange}"`;
const isEnabled = 'assignedPlan.capabilityStatus -eq "Enabled"';

const planCases = listed('plans', [
  ['5.1-assigned-plan-fields', `user.assignedPlans -any (${hasExchange})`, plans(plan(exchange, 'Enabled')), true],
  ['5.1-assigned-plan-fields', `user.assignedPlans -any (${hasExchange})`, plans(plan(teams, 'Enabled')), false],
  [
    '5.1-assigned-plan-fields',
    `user.assignedPlans -any (${hasExchange.toUpperCase().replace('ASSIGNEDPLAN.SERVICEPLANID -EQ', 'assignedPlan.servicePlanId -eq')})`,
    plans(plan(exchange, 'Enabled')),
    true,
  ],
  [
    '6-same-element',
    `user.assignedPlans -any (${hasExchange} -and ${isEnabled})`,
    plans(plan(exchange, 'Enabled')),
    true,
  ],
  [
    '6-same-element',
    `user.assignedPlans -any (${hasExchange} -and ${isEnabled})`,
    plans(plan(exchange, 'Deleted'), plan(teams, 'Enabled')),
    false,
  ],
  [
    '6-same-element',
    `user.assignedPlans -any (${hasExchange}) -and user.assignedPlans -any (${isEnabled})`,
    plans(plan(exchange, 'Deleted'), plan(teams, 'Enabled')),
    true,
  ],
  ['7-deleted-plans-stay', `user.assignedPlans -any (${hasExchange})`, plans(plan(exchange, 'Deleted')), true],
  ['7-capability-status', `user.assignedPlans -any (${isEnabled})`, plans(plan(exchange, 'Warning')), false],
  ['7-capability-status', `user.assignedPlans -any (${isEnabled})`, plans(plan(exchange, 'enabled')), true],
  [
    '7-capability-status',
    'user.assignedPlans -any (assignedPlan.capabilityStatus -in ["Suspended", "LockedOut"])',
    plans(plan(exchange, 'LockedOut')),
    true,
  ],
  [
    '7-capability-status',
    'user.assignedPlans -any (assignedPlan.capabilityStatus -ne "Deleted")',
    plans(plan(exchange, 'Suspended')),
    true,
  ],
  [
    '7-service-names',
    'user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")',
    plans(plan(teams, 'Enabled', 'sco')),
    true,
  ],
  [
    '7-service-names',
    'user.assignedPlans -any (assignedPlan.service -eq "exchange")',
    plans(plan(teams, 'Enabled', 'TeamspaceAPI')),
    false,
  ],
  [
    '7-service-names',
    'user.assignedPlans -any (assignedPlan.service -startsWith "share")',
    plans(plan(teams, 'Enabled', 'SharePoint')),
    true,
  ],
  ['6-any-empty', `user.assignedPlans -any (${hasExchange})`, {}, false],
  ['6-any-empty', `user.assignedPlans -any (${hasExchange})`, plans(), false],
  ['6-all-empty', 'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)', {}, true],
  ['6-all-empty', 'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)', plans(), true],
  [
    '6-all-empty',
    'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
    plans(plan(exchange, 'Enabled')),
    false,
  ],
  [
    '6-all-empty',
    `user.assignedPlans -all (${isEnabled})`,
    plans(plan(exchange, 'Enabled'), plan(teams, 'Deleted')),
    false,
  ],
  [
    '6-same-element',
    `user.assignedPlans -all (-not (${hasExchange} -and ${isEnabled}))`,
    plans(plan(exchange, 'Deleted'), plan(teams, 'Enabled')),
    true,
  ],
  [
    '6-same-element',
    `user.assignedPlans -all (assignedPlan.servicePlanId -ne "${exchange}" -and assignedPlan.capabilityStatus -ne "Enabled")`,
    plans(plan(teams, 'Enabled')),
    false,
  ],
  [
    '6-negative-on-null',
    'user.assignedPlans -any (assignedPlan.capabilityStatus -ne "Enabled")',
    plans(plan(exchange, null)),
    true,
  ],
  [
    '6-positive-on-null',
    'user.assignedPlans -any (assignedPlan.capabilityStatus -contains "e")',
    plans(plan(exchange, null)),
    false,
  ],
  ['6-eq-null', 'user.assignedPlans -any (assignedPlan.capabilityStatus -eq null)', plans(plan(exchange, null)), true],
  [
    '5.4-element-operators',
    'user.assignedPlans -any (assignedPlan.service -match "^ex")',
    plans(plan(exchange, 'Enabled')),
    true,
  ],
  [
    '5.4-element-operators',
    'user.assignedPlans -any (assignedPlan.service -notEndsWith "ge")',
    plans(plan(exchange, 'Enabled')),
    false,
  ],
  [
    '5.4-element-lists',
    `user.assignedPlans -any (assignedPlan.servicePlanId -in ["${teams}", "${exchange}"])`,
    plans(plan(exchange, 'Enabled')),
    true,
  ],
  [
    '5.4-element-lists',
    `user.assignedPlans -any (assignedPlan.servicePlanId -notIn ["${teams}", "${exchange}"])`,
    plans(plan(exchange, 'Enabled')),
    false,
  ],
  [
    '5.4-plans-quantified-only',
    `user.assignedPlans -any (${hasExchange})`,
    undefined,
    ['assignedPlans'],
    { unknown: ['assignedPlans'] },
  ],
  [
    '5.4-plans-quantified-only',
    `user.assignedPlans -all (${hasExchange})`,
    undefined,
    ['assignedPlans'],
    { unknown: ['assignedPlans'] },
  ],
  ['5.4-plans-quantified-only', 'user.assignedPlans -eq null', {}, 'error Operator operator-not-allowed'],
  ['5.4-plans-quantified-only', 'user.assignedPlans -any (_ -eq "x")', {}, 'error Operands element-operand'],
  [
    '6-no-outer-properties',
    `user.assignedPlans -any (${hasExchange} -and user.city -eq "Oslo")`,
    {},
    'error WrongProperty wrong-property',
  ],
  [
    '6-no-outer-properties',
    'user.otherMails -any (_ -eq "a" -or user.city -eq "Oslo")',
    {},
    'error WrongProperty wrong-property',
  ],
  [
    '9-wrong-property',
    'user.assignedPlans -any (assignedPlan.skuId -eq "x")',
    {},
    'error WrongProperty wrong-property',
  ],
  ['9-wrong-property', 'user.memberOf -any (group.displayName -in ["x"])', {}, 'error WrongProperty wrong-property'],
]);

/** Nested quantifiers: not possible (6). */
const nested = listed('nested', [
  ['6-no-nesting', 'user.otherMails -any (user.proxyAddresses -any (_ -eq "a"))', {}, 'error WrongProperty'],
]);

/** Sections about collections. */
export const collectionSections: readonly RuleSectionDraft[] = [
  { id: 'plain-on-collections', title: 'Plain operators on text collections', cases: plainCases() },
  { id: 'quantifiers', title: '-any and -all', cases: [...quantifiedCases(), ...quantifiers, ...nested] },
  { id: 'assigned-plans', title: 'assignedPlans', cases: planCases },
];
