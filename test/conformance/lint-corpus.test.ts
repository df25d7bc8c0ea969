import { describe, expect, it } from 'vitest';
import { fixRule, lintRule } from '../../src/checks/index.ts';
import { applyFix } from '../../src/diagnostics/index.ts';
import { checkRule } from '../../src/rules/index.ts';
import { hasSharedFolder, readShared } from '../support/shared-folder.ts';

describe.skipIf(!hasSharedFolder)('lint of public rules', () => {
  const texts = hasSharedFolder
    ? readShared('corpus/rules.jsonl')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { readonly rule: string }).rule)
    : [];

  it('gives every finding a place inside the rule and a message', () => {
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) {
      for (const { span, message } of lintRule(text)) {
        expect(span?.start).toBeLessThanOrEqual(text.length);
        expect(span?.end).toBeLessThanOrEqual(text.length);
        expect(message.length).toBeGreaterThan(10);
      }
    }
  });

  it('mends valid rules to valid rules', () => {
    const valid = texts.filter((text) => checkRule(text).ok);
    expect(valid.length).toBeGreaterThan(100);
    const mended = valid.flatMap((text) => [
      ...lintRule(text).flatMap(({ fix }) => (fix === undefined ? [] : [applyFix(text, fix)])),
      fixRule(text).text,
    ]);
    expect(mended.filter((text) => !checkRule(text).ok)).toEqual([]);
  });
});
