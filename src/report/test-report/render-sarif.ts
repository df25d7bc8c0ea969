import { formatHash, hashText } from '../../base/index.ts';
import { findDefinition, type Severity } from '../../diagnostics/index.ts';
import type { Place } from '../../harness/index.ts';
import { visible } from '../visible-text.ts';
import type { Problem } from './problem.ts';

/** What a SARIF log says about the run itself. */
export interface SarifRun {
  /** `tenantlab/0.1.0`. */
  readonly tool: string;
  /** False when the run was stopped. */
  readonly isComplete: boolean;
  /** Facts such as the seed. */
  readonly properties: Readonly<Record<string, string | number>>;
}

const schemaUri = 'https://json.schemastore.org/sarif-2.1.0.json';
const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/**
 * A SARIF 2.1.0 log of the problems that have a place in a file; the others are left out. Fingerprints go by names, not by
 * lines, so that a problem stays the same one when the file above it changes. O(problems).
 */
export function renderSarif(problems: readonly Problem[], { tool, isComplete, properties }: SarifRun): string {
  const placed = problems.filter(({ place }) => place !== undefined);
  const codes = [...new Set(placed.map(({ code }) => code))].toSorted();
  const [name = tool, version = ''] = tool.split('/');
  const seen = new Map<string, number>();
  const run = {
    tool: { driver: { name, ...(version === '' ? {} : { version }), rules: codes.map(ruleOf) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: isComplete }],
    results: placed.map((problem) => resultOf(problem, codes.indexOf(problem.code), seen)),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  };
  return `${JSON.stringify({ $schema: schemaUri, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

/** A rule of the driver. Its help needs no network: the text is here, and the address names the page that comes with the tool. */
function ruleOf(code: string): object {
  const definition = findDefinition(code);
  const explain = `tenantlab explain-code ${code}`;
  const about =
    definition === undefined
      ? { help: { text: explain } }
      : {
          shortDescription: { text: messageText(definition.title) },
          fullDescription: { text: messageText(definition.explanation) },
          help: { text: `${messageText(definition.explanation)}\n\n${explain}` },
          defaultConfiguration: { level: levels[definition.severity] },
        };
  return { id: code, ...about, helpUri: `tenantlab:docs/diagnostics/${code.replace('/', '-')}.md` };
}

function resultOf(problem: Problem, ruleIndex: number, seen: Map<string, number>): object {
  const { code, severity, message, detail, place, related } = problem;
  const identity = formatHash(hashText(JSON.stringify([code, ...problem.identity])));
  const ordinal = (seen.get(identity) ?? 0) + 1;
  seen.set(identity, ordinal);
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: [message, ...detail].map(messageText).join('\n') },
    locations: place === undefined ? [] : [{ physicalLocation: physicalLocation(place) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((entry, index) => ({
            id: index + 1,
            physicalLocation: physicalLocation(entry.place),
            message: { text: messageText(entry.message) },
          })),
        }),
    // GitHub tells results apart by the first name only, and takes any text under it.
    partialFingerprints: {
      primaryLocationLineHash: `${identity}:${ordinal}`,
      'tenantlabProblem/v1': `${identity}:${ordinal}`,
    },
  };
}

function physicalLocation({ file, line, column, endLine, endColumn }: Place): object {
  return {
    artifactLocation: { uri: fileUri(file) },
    region: {
      startLine: Math.max(1, line),
      startColumn: Math.max(1, column),
      ...(endLine === undefined ? {} : { endLine: Math.max(1, line, endLine) }),
      ...(endLine === undefined || endColumn === undefined ? {} : { endColumn: Math.max(1, endColumn) }),
    },
  };
}

/** A path as a URI reference: relative ones stay relative. */
function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/');
  const encoded = path
    .split('/')
    .map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, '\ufffd')))
    .join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${encoded.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** A text as a SARIF message, in which `[text](target)` would be a link and `{0}` a placeholder. */
function messageText(text: string): string {
  const shown = visible(text);
  const unlinked = /\]\(/.test(shown) ? shown.replaceAll(/[[\]\\]/g, String.raw`\$&`) : shown;
  return unlinked.replaceAll(/\{(\d+)\}/g, '{{$1}}');
}
