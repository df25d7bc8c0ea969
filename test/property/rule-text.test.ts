import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCodeFrame } from '../../src/diagnostics/index.ts';
import {
  checkRule,
  describeRule,
  type ElementNode,
  formatRule,
  printRule,
  type RuleNode,
} from '../../src/rules/index.ts';
import { checkedRuleArbitrary } from '../support/arbitraries/checked-rules.ts';
import { ruleSoupArbitrary } from '../support/arbitraries/rule-soup.ts';
import { accepted, semanticsWith, treeOf } from '../support/rule-checks.ts';
import { seeded } from '../support/seed.ts';

const lenient = semanticsWith({ 'text-order-operators': 'accept' });

type Group<T> = T & { readonly kind: 'and' | 'or' };

/** The parser never nests -and in -and or -or in -or. */
function flatten<T extends RuleNode | ElementNode>(kind: 'and' | 'or', children: readonly T[]): readonly T[] {
  return children.flatMap((child) => (child.kind === kind ? ((child as Group<T>).children as readonly T[]) : [child]));
}

function normalizeElement(node: ElementNode): ElementNode {
  if (node.kind === 'not') return { ...node, child: normalizeElement(node.child) };
  if (node.kind === 'compareElement') return node;
  return joined({ ...node, children: flatten(node.kind, node.children.map(normalizeElement)) });
}

function normalize(node: RuleNode): RuleNode {
  if (node.kind === 'not') return { ...node, child: normalize(node.child) };
  if (node.kind === 'quantified') return { ...node, body: normalizeElement(node.body) };
  if (node.kind !== 'and' && node.kind !== 'or') return node;
  return joined({ ...node, children: flatten(node.kind, node.children.map(normalize)) });
}

function joined<T extends RuleNode | ElementNode>(group: T & { readonly children: readonly T[] }): T {
  const [only] = group.children;
  return only !== undefined && group.children.length === 1 ? only : group;
}

describe('the canonical text', () => {
  for (const object of ['user', 'device'] as const) {
    it(`of any rule about ${object}s parses to an equal tree and is its own canonical form`, () => {
      const rules = checkedRuleArbitrary(object, { allowsTextOrder: true });
      fc.assert(
        fc.property(rules, (rule) => {
          const text = printRule(rule);
          fc.pre(text.length > 0 && text.length <= 3072);
          const again = accepted(text, lenient);
          expect(treeOf(again)).toBe(treeOf({ ...rule, root: normalize(rule.root) }));
          expect(printRule(again)).toBe(text);
        }),
        seeded(500),
      );
    });

    it(`of any rule about ${object}s can be laid out and described`, () => {
      fc.assert(
        fc.property(checkedRuleArbitrary(object), fc.integer({ min: 20, max: 120 }), (rule, width) => {
          const text = printRule(rule);
          fc.pre(text.length > 0 && text.length <= 3072);
          const laidOut = formatRule(text, { width });
          const once = laidOut.ok ? laidOut.value : '';
          expect(treeOf(accepted(once))).toBe(treeOf(accepted(text)));
          expect(formatRule(once, { width })).toEqual(laidOut);
          expect(describeRule(accepted(text))).toMatch(/^(?:Users|Devices) /);
        }),
        seeded(200),
      );
    });
  }
});

describe('checkRule', () => {
  it('never throws, and every finding has a message and a place inside the text', () => {
    fc.assert(
      fc.property(ruleSoupArbitrary, (text) => {
        const check = checkRule(text);
        const errors = check.ok ? [] : check.errors;
        expect(errors.length > 0).toBe(!check.ok);
        expect(errors.length).toBeLessThanOrEqual(20);
        for (const found of [...errors, ...check.warnings]) {
          const { start, end } = found.span ?? { start: -1, end: -1 };
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(found.message).not.toBe('');
          expect(renderCodeFrame({ ...found, source: { name: 'rule', text } })).toContain('^');
        }
        const places = errors.map(({ span }) => span?.start ?? -1);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
      seeded(3000),
    );
  });

  it('reports nothing but syntax errors when there is one', () => {
    fc.assert(
      fc.property(ruleSoupArbitrary, (text) => {
        const check = checkRule(text);
        const kinds = new Set(check.ok ? [] : check.errors.map(({ kind }) => kind));
        expect(!kinds.has('Syntax') || kinds.size === 1).toBe(true);
      }),
      seeded(2000),
    );
  });

  it('accepts what it accepts in its canonical form, too', () => {
    fc.assert(
      fc.property(ruleSoupArbitrary, (text) => {
        const check = checkRule(text);
        if (!check.ok) return;
        const canonical = printRule(check.rule);
        expect(treeOf(accepted(canonical))).toBe(treeOf(check.rule));
        expect(printRule(accepted(canonical))).toBe(canonical);
      }),
      seeded(3000),
    );
  });
});
