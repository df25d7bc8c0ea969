import { isDirectoryExtension } from '../../model/index.ts';
import type { RuleNode } from '../rule-node.ts';
import { managerRuleProperty, type RuleProperty } from '../rule-properties.ts';
import type { SqlContext } from './compile-context.ts';
import { anyElement, compileElement } from './compile-element.ts';
import { answerToNull, compileText, matchesNull, positiveOperator } from './compile-text.ts';
import { objectAlias } from './dialect.ts';
import { identifier, joinSql, rawSql, sql, type SqlFragment, textParameter } from './fragment.ts';
import { combineTruths, decided, guardTruth, negateTruth, type SqlTruth } from './truth.ts';

type CompareNode = Extract<RuleNode, { kind: 'compare' }>;
type QuantifiedNode = Extract<RuleNode, { kind: 'quantified' }>;

/** A condition of a rule in SQL, about the object with the alias {@link objectAlias}. O(size of the rule). */
export function compileRuleNode(context: SqlContext, node: RuleNode): SqlTruth {
  switch (node.kind) {
    case 'and':
    case 'or':
      return combineTruths(
        node.kind,
        node.children.map((child) => compileRuleNode(context, child)),
      );
    case 'not':
      // "not not x" is x, in three values too; engines have a limit of nesting.
      if (node.child.kind === 'not') return compileRuleNode(context, node.child.child);
      return negateTruth(compileRuleNode(context, node.child));
    case 'compare':
      return readProperty(context, node.property, (value) => compileComparison(context, node, value));
    case 'quantified':
      return readProperty(context, node.property, (value) => compileQuantified(context, node, value));
    case 'directReports':
      return readProperty(context, managerRuleProperty, (value) =>
        compileText(context, {
          value,
          operator: 'eq',
          literal: { kind: 'text', value: node.managerId },
          span: node.span,
        }),
      );
    case 'memberOf': {
      const ids = joinSql([...new Set(node.groupIds.map((id) => id.toLowerCase()))].map(textParameter), ', ');
      return { fragment: context.dialect.memberOf(node.object, ids, context.checksKnown), isDecided: false };
    }
  }
}

/**
 * The condition `compile` makes of a property's value, undecided where the value is not known. The id is always known; so is a
 * property without a value where objects do not say what is known of them.
 */
function readProperty(
  context: SqlContext,
  property: RuleProperty,
  compile: (value: SqlFragment) => SqlTruth,
): SqlTruth {
  const { dialect, checksKnown } = context;
  if (property.isAlwaysNull === true) return compile(rawSql('NULL'));
  if (dialect.readExtension !== undefined && isDirectoryExtension(property.source)) {
    const read = dialect.readExtension(property.source, (value) => compile(value).fragment);
    return { fragment: read, isDecided: false };
  }
  const column = sql`${rawSql(objectAlias)}.${identifier(property.source)}`;
  const truth = compile(property.isFirstElement === true ? dialect.firstElement(column) : column);
  if (!checksKnown || property.source === 'id') return truth;
  const type = property.isFirstElement === true ? 'stringCollection' : property.type;
  return guardTruth(dialect.isReadable(column, property.source, type), truth);
}

function compileComparison(context: SqlContext, node: CompareNode, value: SqlFragment): SqlTruth {
  const { property, operator, value: literal, span } = node;
  if (property.isAlwaysNull === true) return answerToNull(context, operator, literal);
  switch (property.type) {
    case 'boolean':
      return compileBoolean(node, value);
    case 'dateTime':
      return compileDate(context, node, value);
    case 'stringCollection':
      return compileCollection(context, node, value);
    default:
      return compileText(context, { value, operator, literal, span });
  }
}

function compileBoolean({ operator, value: literal }: CompareNode, value: SqlFragment): SqlTruth {
  if (literal.kind !== 'boolean') return decided(operator === 'eq' ? sql`${value} IS NULL` : sql`${value} IS NOT NULL`);
  const isEqual = decided(literal.value ? sql`COALESCE(${value}, FALSE)` : sql`COALESCE(NOT ${value}, FALSE)`);
  return operator === 'eq' ? isEqual : negateTruth(isEqual);
}

/** Instants in UTC; `-ge` and `-le` include the bound. Claims `rules/6-dates-inclusive`, `rules/6-date-equality`. */
function compileDate({ dialect }: SqlContext, { operator, value: literal }: CompareNode, value: SqlFragment): SqlTruth {
  if (literal.kind !== 'instant' && literal.kind !== 'now') {
    return decided(operator === 'eq' ? sql`${value} IS NULL` : sql`${value} IS NOT NULL`);
  }
  const bound =
    literal.kind === 'now'
      ? dialect.instant({ pieces: [{ kind: 'now' }] }, literal.offset)
      : dialect.instant({ pieces: [{ kind: 'instant', value: literal.value }] }, 0);
  const sign = operator === 'ge' ? sql`>=` : operator === 'le' ? sql`<=` : sql`=`;
  const truth = decided(sql`COALESCE(${dialect.columnInstant(value)} ${sign} ${bound}, FALSE)`);
  return operator === 'ne' ? negateTruth(truth) : truth;
}

/**
 * A plain operator on a collection: some element satisfies the positive operator, or none does. A collection without elements is no
 * value. Claim `rules/6-plain-on-collection`.
 */
function compileCollection(context: SqlContext, node: CompareNode, collection: SqlFragment): SqlTruth {
  const { operator, value: literal, span } = node;
  const positive = positiveOperator(operator);
  const some = anyElement(context, collection, 'text', (value) =>
    compileText(context, { value, operator: positive ?? operator, literal, span }),
  );
  if (positive === undefined) return some;
  const none = negateTruth(some);
  if (matchesNull(context, operator)) return none;
  return combineTruths('and', [decided(sql`COALESCE(${context.dialect.hasElements(collection)}, FALSE)`), none]);
}

/** Over nothing, any is false and all is true. Claims `rules/6-any-empty`, `rules/6-all-empty`. */
function compileQuantified(context: SqlContext, node: QuantifiedNode, collection: SqlFragment): SqlTruth {
  const type = node.property.type === 'objectCollection' ? 'plan' : 'text';
  const test = (element: SqlFragment): SqlTruth => compileElement(context, node.body, element);
  if (node.mode === 'any') return anyElement(context, collection, type, test);
  return negateTruth(anyElement(context, collection, type, (element) => negateTruth(test(element))));
}
