import { describe, expect, it } from 'vitest';
import { createDiagnostic } from '../../../src/diagnostics/index.ts';
import { plainStyle, renderDiagnostics } from '../../../src/report/index.ts';

const faulty = createDiagnostic('plan/unknown-guardrail', {
  message: 'There is no guardrail "x".',
  source: { name: 'config.yaml', text: 'guardrails: { x: 1 }' },
  span: { start: 14, end: 15 },
});

describe('renderDiagnostics', () => {
  it('draws a frame for each and counts them', () => {
    const text = renderDiagnostics([faulty, { ...faulty, severity: 'warning' }], plainStyle);
    expect(text.match(/config\.yaml:1:15/g)).toHaveLength(2);
    expect(text).toContain('1 |   guardrails: { x: 1 }');
    expect(text.trimEnd().split('\n').at(-1)).toBe('1 error, 1 warning');
  });

  it('stops at the limit and says so', () => {
    const text = renderDiagnostics(
      Array.from({ length: 5 }, () => faulty),
      { ...plainStyle, limit: 2 },
    );
    expect(text.match(/config\.yaml/g)).toHaveLength(2);
    expect(text).toContain('5 errors (3 not shown)');
  });

  it('is empty for nothing', () => {
    expect(renderDiagnostics([], plainStyle)).toBe('');
  });
});
