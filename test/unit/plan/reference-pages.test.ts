import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodePrecedence, exitCodes, guardrailNames } from '../../../src/plan/index.ts';

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../../docs/reference', name), 'utf8');

describe('docs/reference/exit-codes.md', () => {
  it.each(exitCodes)('has a row for $code with its meaning', ({ code, meaning }) => {
    const row = page('exit-codes.md')
      .split('\n')
      .find((line) => new RegExp(`^\\| +${code} \\|`).test(line));
    expect(row?.replaceAll('`', '').replace('the guardrail no-undecided', 'the no-undecided guardrail')).toContain(
      meaning,
    );
  });

  it('states the precedence', () => {
    expect(page('exit-codes.md')).toContain(`the first of ${exitCodePrecedence.join(', ')} wins`);
  });
});

describe('docs/reference/plan.md', () => {
  it.each(guardrailNames)('describes the guardrail %s', (name) => {
    expect(page('plan.md')).toContain(`\`${name}\``);
  });
});
