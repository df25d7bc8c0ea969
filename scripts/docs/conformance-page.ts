import { join } from 'node:path';
import { readSuite } from '../../src/app/testing.ts';
import type { TestScore } from '../../src/harness/index.ts';
import { type BuiltinScore, builtinScores } from './builtin-scores.ts';
import { cell, type GeneratedFile, generatedNote } from './document.ts';

/** What the suite is made of, and how the engines of this project score. */
export async function conformancePage(root: string): Promise<GeneratedFile> {
  const suite = await readSuite(join(root, 'fixtures/conformance'));
  const scores = await builtinScores(root);
  const rules = scores.filter(({ name }) => name !== 'licenses');
  const licenses = scores.filter(({ name }) => name === 'licenses');
  const titles = new Map(suite.sections.map(({ id, title }) => [id, title]));
  const total = (kind: string): number =>
    suite.sections.filter((section) => section.kind === kind).reduce((sum, { cases }) => sum + cases.length, 0);
  return {
    path: 'docs/reference/conformance.md',
    text: `# Conformance suite

${generatedNote}

Version ${suite.version}: ${total('rules')} cases for rules and ${total('licenses')} for licenses, as plain JSON in \`fixtures/conformance\`
(shape: \`schema/conformance.schema.json\`). [How to verify an engine](../guides/verify-engine.md) says how to run it.

A case for rules is one request of the [line protocol](line-protocol.md) and the answer that is expected. Each names the claim of
[parity.md](../parity.md) that it witnesses, and that claim's grade: an engine that differs in an *assumed* case may well be right.
The expectations were written from the specification, partly as truth tables (\`scripts/conformance\`), not recorded from an engine.

The version is that of the suite alone: the last number grows for corrections, the middle one for new cases, the first one for
another shape of the files. An id is never given to another case.

## Rules

Cases that pass, of those that are asked. \`reference\` is JSON Logic, \`direct\` looks at single objects, \`columnar\` at all objects at
once, \`sql\` is the translation to SQL run by SQLite. \`columnar\` and \`sql\` say that something is undecided, not what is needed to decide, so
their lists of needed attributes are not compared.

${table(rules, (score) => score.report.scores?.sections ?? [], 'section', titles)}

${table(rules, (score) => score.report.scores?.grades ?? [], 'grade', new Map())}

## Licenses

A case has a small tenant, steps of a [change set](change-set.md), and what is to be seen afterwards: rows of
licenseAssignmentStates, seats, refusals, service plans. They are played by the simulation. The line protocol asks about rules only, so engines of
others are not scored by these sections.

${table(licenses, (score) => score.report.scores?.sections ?? [], 'section', titles)}

${table(licenses, (score) => score.report.scores?.grades ?? [], 'grade', new Map())}

Refusals are compared by these numbers; \`other\` is a text of our own.

| number | text of the service |
| --- | --- |
${errorTexts.map(([number, text]) => `| ${number} | ${cell(text)} |`).join('\n')}
`,
  };
}

const errorTexts: readonly (readonly [string, string])[] = [
  ['E1', 'License assignment cannot be done for user with invalid usage location.'],
  ['E2', 'Subscription with SKU {skuId} does not have any available licenses.'],
  ['E3', 'License assignment failed because service plans {a},{b} are mutually exclusive'],
  ['E4', 'License assignment failed because service plan {x} depends on the service plan(s) {a},{b}'],
  ['E5', 'License {skuId} does not correspond to a valid company License.'],
  ['E6', 'User does not have a corresponding license.'],
  ['E7', 'User license is inherited from a group membership and it cannot be removed directly from the user.'],
  ['E9', 'Another object with the same value for property proxyAddresses already exists.'],
  ['E10', 'License {name} cannot be assigned to a user.'],
  ['E11', 'No license changes provided'],
  ['E13', 'Unable to delete the group because there is a product license assigned to the group. …'],
];

function table(
  scores: readonly BuiltinScore[],
  rowsOf: (score: BuiltinScore) => readonly TestScore[],
  what: string,
  titles: ReadonlyMap<string, string>,
): string {
  const [first] = scores;
  const rows = (first === undefined ? [] : rowsOf(first)).map(({ name }, index) => {
    const cells = scores.map((score) => {
      const row = rowsOf(score)[index];
      return row === undefined ? '' : `${row.passed} of ${row.total}`;
    });
    const title = titles.get(name);
    return `| ${title === undefined ? name : `\`${name}\`: ${cell(title)}`} | ${cells.join(' | ')} |`;
  });
  const names = scores.map(({ name }) => (name === 'licenses' ? 'simulation' : name));
  return `<!-- prettier-ignore -->
| ${what} | ${names.join(' | ')} |
| --- |${names.map(() => ' --- |').join('')}
${rows.join('\n')}`;
}
