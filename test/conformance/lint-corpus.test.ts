import { describe, expect, it } from 'vitest';
import { lintRule } from '../../src/checks/index.ts';
import { hasSharedFolder, readShared } from '../support/shared-folder.ts';

describe.skipIf(!hasSharedFolder)('lint of public rules', () => {
  it('gives every finding a place inside the rule and a message', () => {
    const texts = readShared('corpus/rules.jsonl')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly rule: string }).rule);
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) {
      for (const { span, message } of lintRule(text)) {
        expect(span?.start).toBeLessThanOrEqual(text.length);
        expect(span?.end).toBeLessThanOrEqual(text.length);
        expect(message.length).toBeGreaterThan(10);
      }
    }
  });
});
