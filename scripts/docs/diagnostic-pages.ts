import { type DiagnosticDefinition, diagnosticCodes, findDefinition } from '../../src/diagnostics/index.ts';
import { cell, type GeneratedFile, generatedNote } from './document.ts';

const consequences = {
  refused: 'Entra refuses to save this rule.',
  differs: 'Entra accepts it, but it means something else than you may think.',
  unknown: 'What Entra does here is not known.',
} as const;

/** One page per diagnostic code, and an index: the same text that `tenantlab explain-code` prints. */
export function diagnosticPages(): readonly GeneratedFile[] {
  const definitions = diagnosticCodes.flatMap((code) => {
    const definition = findDefinition(code);
    return definition === undefined ? [] : [{ code, definition }];
  });
  return [
    { path: 'docs/diagnostics/README.md', text: indexPage(definitions) },
    ...definitions.map(({ code, definition }) => ({
      path: `docs/diagnostics/${code.replace('/', '-')}.md`,
      text: page(code, definition),
    })),
  ];
}

function indexPage(entries: readonly { readonly code: string; readonly definition: DiagnosticDefinition }[]): string {
  const rows = entries.map(
    ({ code, definition }) =>
      `| [\`${code}\`](${code.replace('/', '-')}.md) | ${definition.severity} | ${definition.kind ?? ''} | ${cell(definition.title)} |`,
  );
  return `# Diagnostics

${generatedNote}

\`tenantlab explain-code CODE\` prints these pages offline. Codes never change their meaning and are never used again.

| code | severity | kind | title |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function page(code: string, definition: DiagnosticDefinition): string {
  const { severity, kind, title, explanation, consequence, wrong, right } = definition;
  const facts = [`severity: ${severity}`, ...(kind === undefined ? [] : [`kind: ${kind}`])].join(', ');
  const sections = [
    `# ${code}`,
    generatedNote,
    `**${title}** (${facts})`,
    explanation,
    ...(consequence === undefined ? [] : [consequences[consequence]]),
    ...(wrong === undefined ? [] : [`Gives this diagnostic:\n\n${fence(wrong)}`]),
    ...(right === undefined ? [] : [`Does not:\n\n${fence(right)}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
