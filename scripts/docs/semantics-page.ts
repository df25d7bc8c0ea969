import { semanticsOptionNames, semanticsOptions, type SemanticsOption } from '../../src/model/index.ts';
import { type GeneratedFile, generatedNote } from './document.ts';

/** The semantics options with both readings and their claims. */
export function semanticsPage(): GeneratedFile {
  const sections = semanticsOptionNames.map((name) => {
    const option: SemanticsOption = semanticsOptions[name];
    const readings = Object.entries(option.readings).map(
      ([value, meaning]) => `- \`${value}\`${value === option.default ? ' (default)' : ''}: ${meaning}`,
    );
    return `## ${name}\n\nClaim \`${option.claim}\`.\n\n${readings.join('\n')}\n`;
  });
  return {
    path: 'docs/reference/semantics.md',
    text: `# Semantics options

${generatedNote}

Where public knowledge about the service is disputed or leaves a choice that changes results, the reading is an option. Choose with
\`--semantics name=value\` or in the config file (\`semantics: { name: value }\`). A plan states every option that is not at its default.

${sections.join('\n')}`,
  };
}
