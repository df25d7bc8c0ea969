import type { EngineAnswer, EngineReply, EngineRequest } from './engine-port.ts';

/** A disagreement between an engine and ours. */
export interface Disagreement {
  readonly engine: string;
  readonly request: EngineRequest;
  readonly ours: EngineAnswer;
  readonly reply: EngineReply;
  readonly seed: number;
}

/** A disagreement as Markdown that can be filed as it stands. */
export function describeDisagreement({ engine, request, ours, reply, seed }: Disagreement): string {
  const { rule, attributes, unknown, clock } = request;
  const theirs = reply.ok ? JSON.stringify(reply.answer) : reply.fault.message;
  return [
    `### ${engine} and tenantlab disagree about a rule`,
    '',
    fenced('text', rule),
    '',
    'for an object with these attributes:',
    '',
    fenced('json', JSON.stringify(attributes ?? {}, undefined, 2)),
    '',
    `Not known: ${unknown === undefined || unknown.length === 0 ? 'nothing' : unknown.join(', ')}. Clock: ${clock ?? 'the default'}.`,
    '',
    '| engine | answer |',
    '| --- | --- |',
    `| tenantlab | ${cell(JSON.stringify(ours))} |`,
    `| ${cell(engine)} | ${cell(theirs)} |`,
    '',
    'One line of the protocol shows it:',
    '',
    fenced('json', JSON.stringify({ id: 1, ...request })),
    '',
    `Found with \`tenantlab verify-engine --seed ${seed}\` and made as small as possible.`,
    '',
  ].join('\n');
}

/** A block that no run of backticks inside can end. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
