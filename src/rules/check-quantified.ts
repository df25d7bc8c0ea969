import { resolveProperty, elementOperators } from './check-comparison.ts';
import { type CheckContext, operandMessage, report } from './check-context.ts';
import { checkTextOperand } from './check-operand.ts';
import type { ParseNode, Reference } from './parse-tree.ts';
import type { ElementNode, PlanField, RuleNode } from './rule-node.ts';
import type { RuleProperty } from './rule-properties.ts';

/** Most groups in one memberOf rule. Claim `rules/8.2-fifty-groups`. */
export const mostMemberOfGroups = 50;

const planFields: Readonly<Record<string, PlanField>> = {
  serviceplanid: 'servicePlanId',
  service: 'service',
  capabilitystatus: 'capabilityStatus',
};

type Quantified = Extract<ParseNode, { kind: 'quantified' }>;

/** Checks `-any` and `-all` over texts, plans and memberOf (spec rules 5.4, 6, 8.2). */
export function checkQuantified(context: CheckContext, node: Quantified, isAlone: boolean): RuleNode | undefined {
  const property = resolveProperty(context, node.reference);
  if (property === undefined) return undefined;
  if (property.type === 'memberOf') return checkMemberOf(context, node, property, isAlone);
  if (property.type !== 'stringCollection' && property.type !== 'objectCollection') {
    return report(
      context,
      'rule/operator-not-allowed',
      node.operatorSpan,
      `Operator '-${node.mode}' is not supported on property '${property.name}'`,
      {
        hint: `${property.object}.${property.name} has one value; compare it directly.`,
      },
    );
  }
  const body = checkElement(context, node, property, node.body);
  return body === undefined ? undefined : { kind: 'quantified', property, mode: node.mode, body, span: node.span };
}

function checkElement(
  context: CheckContext,
  owner: Quantified,
  property: RuleProperty,
  node: ParseNode,
): ElementNode | undefined {
  switch (node.kind) {
    case 'group':
      return checkElement(context, owner, property, node.child);
    case 'and':
    case 'or': {
      const children = node.children.map((child) => checkElement(context, owner, property, child));
      const complete = children.filter((child) => child !== undefined);
      if (complete.length !== children.length) return undefined;
      const flat = complete.flatMap((child) => (child.kind === node.kind ? child.children : [child]));
      return { kind: node.kind, children: flat, span: node.span };
    }
    case 'not': {
      const child = checkElement(context, owner, property, node.child);
      return child === undefined ? undefined : { kind: 'not', child, span: node.span };
    }
    case 'comparison':
      return checkElementComparison(context, owner, property, node);
    case 'quantified': {
      const field = resolveElement(context, owner, property, node.reference);
      if (field === undefined) return undefined;
      return report(
        context,
        'rule/operator-not-allowed',
        node.operatorSpan,
        `Operator '-${node.mode}' is not supported inside -${owner.mode}`,
      );
    }
    case 'directReports':
    case 'missing':
      return undefined;
  }
}

function checkElementComparison(
  context: CheckContext,
  owner: Quantified,
  property: RuleProperty,
  node: Extract<ParseNode, { kind: 'comparison' }>,
): ElementNode | undefined {
  const field = resolveElement(context, owner, property, node.reference);
  if (field === undefined) return undefined;
  if (node.operator === 'not') {
    return report(context, 'rule/not-null', node.operatorSpan, 'Invalid operands found for operator -not', {
      hint: 'Write -ne null.',
    });
  }
  const name = field === 'self' ? '_' : `assignedPlan.${field}`;
  if (!elementOperators.includes(node.operator)) {
    return report(
      context,
      'rule/operator-not-allowed',
      node.operatorSpan,
      `Operator '-${node.operator}' is not supported on property '${name}'`,
    );
  }
  const value = checkTextOperand(context, { operator: node.operator, value: node.value });
  return value === undefined
    ? undefined
    : { kind: 'compareElement', field, operator: node.operator, value, span: node.span };
}

/** What an element reference means inside the body: `_` for texts, a field for plans. */
function resolveElement(
  context: CheckContext,
  owner: Quantified,
  property: RuleProperty,
  reference: Reference,
): 'self' | PlanField | undefined {
  const isPlans = property.type === 'objectCollection';
  if (reference.name === '_') {
    if (!isPlans) return 'self';
    return report(
      context,
      'rule/element-operand',
      reference.span,
      operandMessage(owner.mode, `expected assignedPlan.servicePlanId, found _`),
      {
        hint: 'The element of assignedPlans is written assignedPlan.servicePlanId, assignedPlan.service or assignedPlan.capabilityStatus.',
      },
    );
  }
  if (isPlans && reference.object.toLowerCase() === 'assignedplan') {
    const field = Object.hasOwn(planFields, reference.name.toLowerCase())
      ? planFields[reference.name.toLowerCase()]
      : undefined;
    if (field !== undefined) return field;
  }
  const element = isPlans ? 'AssignedPlan' : 'String';
  return report(
    context,
    'rule/wrong-property',
    reference.span,
    `Property '${reference.name}' cannot be applied to object '${element}'`,
    {
      hint: isPlans
        ? 'The fields are servicePlanId, service and capabilityStatus of assignedPlan.'
        : 'The element is written _.',
    },
  );
}

/** Claims `rules/8.2-stands-alone`, `rules/8.2-all-refused`, `rules/8.2-fifty-groups`. */
function checkMemberOf(
  context: CheckContext,
  node: Quantified,
  property: RuleProperty,
  isAlone: boolean,
): RuleNode | undefined {
  if (!isAlone) {
    return report(
      context,
      'rule/combination',
      node.span,
      'Query compilation error: memberOf cannot be combined with other conditions or negated',
    );
  }
  if (context.semantics['member-of-mode'] === 'refused') {
    return report(
      context,
      'rule/member-of-refused',
      node.span,
      "Property 'objectId' cannot be applied to object 'Group'",
      { hint: 'The preview of memberOf rules ended on 3 November 2026.' },
    );
  }
  if (node.mode === 'all') {
    return report(
      context,
      'rule/operator-not-allowed',
      node.operatorSpan,
      "Operator '-all' is not supported on property 'memberOf'",
      {
        hint: `Write ${property.object}.memberOf -any (group.objectId -in ['…']).`,
      },
    );
  }
  const groupIds = checkMemberOfBody(context, stripGroups(node.body));
  if (groupIds === undefined) return undefined;
  if (context.semantics['member-of-mode'] !== 'preview') {
    report(
      context,
      'rule/member-of-retired',
      node.span,
      'memberOf rules have not been updated since 3 November 2026 and keep their last members',
    );
  }
  return { kind: 'memberOf', object: property.object, groupIds, span: node.span };
}

function checkMemberOfBody(context: CheckContext, body: ParseNode): readonly string[] | undefined {
  if (body.kind === 'missing' || body.kind === 'directReports') return undefined;
  if (body.kind !== 'comparison') {
    return report(
      context,
      'rule/combination',
      body.span,
      'Query compilation error: memberOf takes one condition, group.objectId -in [ids]',
    );
  }
  const { object, name, span } = body.reference;
  if (name === '_') {
    return report(context, 'rule/element-operand', span, operandMessage('any', 'expected group.objectId, found _'), {
      hint: 'The element of memberOf is written group.objectId.',
    });
  }
  if (object.toLowerCase() !== 'group' || name.toLowerCase() !== 'objectid') {
    return report(context, 'rule/wrong-property', span, `Property '${name}' cannot be applied to object 'Group'`, {
      hint: 'memberOf looks at group.objectId only.',
    });
  }
  if (body.operator !== 'in') {
    return report(
      context,
      'rule/operator-not-allowed',
      body.operatorSpan,
      `Operator '-${body.operator}' is not supported on property 'group.objectId'`,
      {
        hint: 'Write group.objectId -in [ids].',
      },
    );
  }
  const list = checkTextOperand(context, { operator: 'in', value: body.value });
  if (list?.kind !== 'list') return undefined;
  if (list.values.length > mostMemberOfGroups) {
    return report(
      context,
      'rule/too-many-groups',
      body.value.span,
      `memberOf takes at most ${mostMemberOfGroups} groups, found ${list.values.length}`,
    );
  }
  return list.values;
}

function stripGroups(node: ParseNode): ParseNode {
  let inner = node;
  while (inner.kind === 'group') inner = inner.child;
  return inner;
}
