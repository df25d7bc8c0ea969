import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  renderTestReport,
  testReportKinds,
  testReportSchema,
  type TestReportKind,
} from '../../../../src/report/index.ts';
import { casesOf, junitFaults, parseXml } from '../../../support/junit-structure.ts';
import { sarifFaults } from '../../../support/sarif-schema.ts';
import { seeded } from '../../../support/seed.ts';
import { richReport } from '../../../support/test-reports.ts';

const validate = new Ajv({ allErrors: true, strict: false }).compile(testReportSchema);

const pieces = [
  '\u0000',
  '\u001b[31m',
  '\u0007',
  '\n',
  '\r\n',
  '\t',
  '::error file=x::y',
  '##[error]',
  ']]>',
  '-->',
  '</pre>',
  '</details>',
  '<script>alert(1)</script>',
  '|',
  '`',
  '# SKIP',
  '...',
  '---',
  '\u202e',
  '\u200b',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\uffff',
  '%0A',
  '[x](javascript:alert(1))',
  '{0}',
  '&amp;',
  '"',
  "'",
  '\\',
  '東京',
  '👩‍👩‍👧',
  ' ',
  'gus',
];
const names = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 })), {
  maxLength: 12,
});

/** What acts on a terminal or hides in it, besides line ends. */
const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What holds of each shape for every name. */
const laws: Readonly<Record<TestReportKind, (text: string) => void>> = {
  text: (text) => {
    expect(text).not.toMatch(hidden);
    expect(text).not.toMatch(/^\s*::|##\[/m);
  },
  json: (text) => {
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
  },
  junit: (text) => {
    const root = parseXml(text);
    expect(junitFaults(root)).toEqual([]);
    expect(casesOf(root)).toHaveLength(9);
  },
  sarif: (text) => {
    expect(sarifFaults(JSON.parse(text))).toEqual([]);
  },
  markdown: (text) => {
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).not.toMatch(hidden);
    expect(text).not.toContain('<script');
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text.match(/<pre>/g)?.length).toBe(text.match(/<\/pre>/g)?.length);
  },
  tap: (text) => {
    expect(tapPoints(text)).toEqual({ outer: 4, inner: 7 });
    expect(text).not.toMatch(hidden);
  },
  github: (text) => {
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(text).not.toMatch(hidden);
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::/);
  },
  html: (text) => {
    expect(text).not.toMatch(hidden);
    expect(text).not.toContain('<script');
    expect(text.match(/<(?:details|li|mark|summary|pre)\b/g)?.length).toBe(
      text.match(/<\/(?:details|li|mark|summary|pre)>/g)?.length,
    );
  },
};

/** Counts test points of a TAP stream, reading each diagnostic block as YAML. */
function tapPoints(text: string): { readonly outer: number; readonly inner: number } {
  const blocks = [...text.matchAll(/^ {6}---\n([^]*?)\n {6}\.\.\.$/gm)];
  for (const [, block = ''] of blocks) expect(parse(block)).toMatchObject({ details: expect.any(Array) as unknown });
  const rest = text.replaceAll(/^ {6}---\n[^]*?\n {6}\.\.\.$/gm, '');
  return {
    outer: rest.match(/^(?:not )?ok \d+ - /gm)?.length ?? 0,
    inner: rest.match(/^ {4}(?:not )?ok \d+ - /gm)?.length ?? 0,
  };
}

describe('renderTestReport', () => {
  it.each(testReportKinds)('keeps %s whole and harmless, whatever names hold', (kind) => {
    fc.assert(
      fc.property(names, (parts) => {
        const text = renderTestReport(richReport(parts.join('')), kind);
        expect(text.endsWith('\n')).toBe(true);
        laws[kind](text);
      }),
      seeded(60),
    );
  });

  it.each(testReportKinds)('says something in %s of a run in which nothing ran', (kind) => {
    const summary = { suites: 0, cases: 0, passed: 0, failed: 0, undecided: 0, skipped: 0, todo: 0 };
    const text = renderTestReport(
      {
        formatVersion: '1.0',
        tool: 'tenantlab/0.1.0',
        command: 'test',
        semantics: {},
        suites: [],
        findings: [],
        summary,
        complete: false,
      },
      kind,
    );
    expect(text).not.toBe('');
    const faults: Partial<Record<TestReportKind, () => unknown>> = {
      json: () => (validate(JSON.parse(text)) ? [] : validate.errors),
      sarif: () => sarifFaults(JSON.parse(text)),
      junit: () => junitFaults(parseXml(text)),
    };
    expect(faults[kind]?.() ?? []).toEqual([]);
  });
});
