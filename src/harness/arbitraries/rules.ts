import fc from 'fast-check';
import { deviceRuleProperties, type RuleObject, userRuleProperties } from '../../rules/index.ts';
import type { LiteralPool } from './literal-pools.ts';

/** How generated rules look. */
export interface RuleOptions {
  /** What they are about. Default `user`. */
  readonly object?: RuleObject;
  /** How deep -and, -or and -not nest. Default 2. */
  readonly maxDepth?: number;
  /** Properties and values, such as `literalPools` finds in rules. Default: a few of them. */
  readonly pools?: readonly LiteralPool[];
}

/** A property as rules call it, with values to compare with. */
interface RuleWord {
  readonly name: string;
  readonly kind: 'text' | 'boolean' | 'instant' | 'texts';
  readonly values: readonly string[];
}

const usualWords: Readonly<Record<RuleObject, readonly RuleWord[]>> = {
  user: [
    { name: 'department', kind: 'text', values: ['Sales', 'Engineering', 'Legal'] },
    { name: 'jobTitle', kind: 'text', values: ['Head of Sales', 'Nurse'] },
    { name: 'userType', kind: 'text', values: ['Member', 'Guest'] },
    { name: 'accountEnabled', kind: 'boolean', values: [] },
    { name: 'otherMails', kind: 'texts', values: ['home@example.com'] },
    { name: 'employeeHireDate', kind: 'instant', values: ['2026-01-01T00:00:00Z'] },
  ],
  device: [
    { name: 'deviceOwnership', kind: 'text', values: ['Company', 'Personal'] },
    { name: 'deviceOSType', kind: 'text', values: ['Windows', 'iOS'] },
    { name: 'accountEnabled', kind: 'boolean', values: [] },
    { name: 'systemLabels', kind: 'texts', values: ['M365Managed'] },
  ],
};

/**
 * Texts of rules that the service takes: comparisons of every type of property, nested in -and, -or and -not. Shrinks to one
 * comparison with the first value of the first property.
 * @since 0.1.0
 */
export function rules(options: RuleOptions = {}): fc.Arbitrary<string> {
  const { object = 'user', maxDepth = 2 } = options;
  const words = options.pools === undefined ? usualWords[object] : wordsOf(options.pools, object);
  const leaf = fc.oneof(
    { withCrossShrink: true },
    ...(words.length > 0 ? words : usualWords[object]).map((word) => comparison(object, word)),
  );
  const { rule } = fc.letrec<{ rule: string }>((tie) => ({
    rule: fc.oneof(
      { maxDepth, depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom('-and', '-or'), fc.array(tie('rule'), { minLength: 2, maxLength: 3 }))
          .map(([operator, parts]) => parts.map((part) => `(${part})`).join(` ${operator} `)),
      },
      { weight: 1, arbitrary: tie('rule').map((part) => `-not (${part})`) },
    ),
  }));
  return rule;
}

function comparison(object: RuleObject, { name, kind, values }: RuleWord): fc.Arbitrary<string> {
  const property = `${object}.${name}`;
  const value = fc.constantFrom(...(values.length > 0 ? values : ['x']));
  const pair = (operators: readonly string[], right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom(...operators), right).map(([operator, text]) => `${property} -${operator} ${text}`);
  const quoted = value.map((text) => `"${text}"`);
  const isEmpty = pair(['eq', 'ne'], fc.constant('null'));
  switch (kind) {
    case 'boolean':
      return pair(['eq', 'ne'], fc.constantFrom('true', 'false', 'null'));
    case 'instant':
      return fc.oneof(
        pair(['ge', 'le'], quoted),
        pair(['ge', 'le'], fc.constantFrom('system.now', 'system.now -minus p30d')),
      );
    case 'texts':
      return pair(
        ['any', 'all'],
        fc.tuple(fc.constantFrom('eq', 'startsWith'), quoted).map(([operator, text]) => `(_ -${operator} ${text})`),
      );
    case 'text': {
      const list = fc.uniqueArray(quoted, { minLength: 1, maxLength: 3 }).map((texts) => `[${texts.join(', ')}]`);
      const search = ['startsWith', 'notStartsWith', 'contains', 'notContains', 'match', 'notMatch'];
      return fc.oneof(
        { withCrossShrink: true },
        pair(['eq', 'ne'], quoted),
        isEmpty,
        pair(search, quoted),
        pair(['in', 'notIn'], list),
      );
    }
  }
}

/** Pools as words; values that would need escaping in a rule are left out. */
function wordsOf(pools: readonly LiteralPool[], object: RuleObject): readonly RuleWord[] {
  return pools.flatMap((pool): RuleWord[] => {
    const properties = object === 'user' ? userRuleProperties : deviceRuleProperties;
    // Rules have names of their own: officeLocation is physicalDeliveryOfficeName.
    const name = properties.find(
      ({ source, isFirstElement }) => source === pool.property && isFirstElement !== true,
    )?.name;
    if (name === undefined) return [];
    const known = usualWords[object].find((word) => word.name === name);
    const isPlain = pool.object === object && (pool.kind === 'text' || pool.kind === 'boolean' || known !== undefined);
    if (!isPlain) return [];
    const kind = known?.kind ?? (pool.kind === 'boolean' ? 'boolean' : 'text');
    const plain = kind === 'instant' ? /^\d{4}-/ : /^[\p{L}\p{N} ._@-]+$/u;
    const values = pool.exact.filter((value) => typeof value === 'string' && plain.test(value)).map(String);
    return [{ name, kind, values: values.length > 0 ? values : (known?.values ?? []) }];
  });
}
