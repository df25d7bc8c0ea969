import { type Diagnostic, renderCodeFrame } from '../../diagnostics/index.ts';
import type { Place } from '../../harness/index.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { renderFindingsMarkdown } from '../render-findings-markdown.ts';
import type { TextStyle } from '../style.ts';
import { counted } from '../words.ts';
import type { Problem } from './problem.ts';
import { renderGithub } from './render-github.ts';
import { type JunitSuite, renderJunit } from './render-junit.ts';
import { renderSarif } from './render-sarif.ts';

/** Shapes in which the findings of lint are told. */
export const findingReportKinds = ['text', 'json', 'markdown', 'sarif', 'junit', 'github'] as const;
export type FindingReportKind = (typeof findingReportKinds)[number];

/** A finding with where it stands in a file, if it does. */
export interface PlacedFinding {
  readonly diagnostic: Diagnostic;
  /** The group or unit. */
  readonly holder?: { readonly type: string; readonly id: string; readonly displayName: string };
  readonly place?: Place;
}

/** What lint found, and how to tell it. */
export interface FindingsReport {
  /** `tenantlab/0.1.0`. */
  readonly tool: string;
  readonly findings: readonly PlacedFinding[];
  readonly style: TextStyle;
}

/** The findings of lint in one of the shapes; ends with a line break. */
export function renderFindings({ tool, findings, style }: FindingsReport, kind: FindingReportKind): string {
  const diagnostics = findings.map(({ diagnostic }) => diagnostic);
  switch (kind) {
    case 'text':
      if (findings.length === 0) return 'No findings.\n';
      return renderDiagnostics(diagnostics, { ...style, limit: Number.POSITIVE_INFINITY });
    case 'json':
      return `${JSON.stringify({ findings }, undefined, 2)}\n`;
    case 'markdown':
      return renderFindingsMarkdown(diagnostics);
    case 'sarif':
      return renderSarif(findings.map(problemOf), { tool, isComplete: true, properties: {} });
    case 'junit':
      return renderJunit('tenantlab lint', suitesOf(findings, tool));
    case 'github':
      return renderGithub(findings.map(problemOf), counted(findings.length, 'finding'));
  }
}

function problemOf({ diagnostic, holder, place }: PlacedFinding): Problem {
  const { code, severity, message, hint, source, span } = diagnostic;
  // The text that is meant, not its position: a rule may grow in front of it.
  const flagged = span === undefined ? '' : (source?.text.slice(span.start, span.end) ?? '');
  return {
    code,
    severity,
    message: source === undefined ? message : `${source.name}: ${message}`,
    detail: hint === undefined ? [] : [hint],
    ...(place === undefined ? {} : { place }),
    related: [],
    identity: [holder?.type ?? '', holder?.id ?? '', flagged],
  };
}

/** One suite for each thing that has findings; errors and warnings fail, notes are told as passed cases. */
function suitesOf(findings: readonly PlacedFinding[], tool: string): readonly JunitSuite[] {
  const bySource = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    const name = finding.diagnostic.source?.name ?? 'tenant';
    const list = bySource.get(name) ?? [];
    list.push(finding);
    bySource.set(name, list);
  }
  return [...bySource].map(([name, list]) => {
    const file = list.find(({ place }) => place !== undefined)?.place?.file;
    return {
      name,
      ...(file === undefined ? {} : { file }),
      properties: { version: tool },
      cases: list.map(({ diagnostic }) => ({
        name: diagnostic.message,
        className: diagnostic.code,
        ...(diagnostic.severity === 'note'
          ? {}
          : {
              outcome: {
                element: 'failure' as const,
                message: diagnostic.message,
                type: diagnostic.code,
                text: renderCodeFrame(diagnostic).split('\n'),
              },
            }),
      })),
    };
  });
}
