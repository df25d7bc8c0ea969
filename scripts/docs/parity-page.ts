import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, licensingClaims, ruleClaims, tenantClaims } from '../../src/model/index.ts';
import { cell, type GeneratedFile, generatedNote } from './document.ts';

/** Test files that witness each claim, by claim id: a test's title carries the id in square brackets. */
export type Witnesses = ReadonlyMap<string, readonly string[]>;

const claimMark = /\[((?:rules|tenant|licensing)\/[a-z0-9.-]+)\]/g;

/** Every claim that the program implements. */
export const claims: readonly Claim[] = [...ruleClaims, ...tenantClaims, ...licensingClaims];

/** Reads the claim marks of all test files. Paths are relative to `root`, sorted. */
export function findWitnesses(root: string): Witnesses {
  const witnesses = new Map<string, string[]>();
  for (const entry of readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.test.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    for (const [, id] of readFileSync(file, 'utf8').matchAll(claimMark)) {
      if (id === undefined) continue;
      const files = witnesses.get(id) ?? [];
      const relative = file.slice(root.length + 1);
      if (!files.includes(relative)) files.push(relative);
      witnesses.set(id, files.toSorted());
    }
  }
  return witnesses;
}

/** The parity table: what is claimed about the service, how well it is supported, which tests witness it, what is missing. */
export function parityPage(root: string): GeneratedFile {
  const witnesses = findWitnesses(root);
  const rows = claims.map(({ id, grade, statement }) => {
    const files = (witnesses.get(id) ?? []).map((file) => `\`${file.replace(/^test\//, '')}\``);
    return `| \`${id}\` | ${grade} | ${cell(statement)} | ${files.join('<br>')} |`;
  });
  const witnessed = claims.filter(({ id }) => witnesses.has(id)).length;
  return {
    path: 'docs/parity.md',
    text: `# Parity with the service

${generatedNote}

Nothing here was tried on a tenant by this project: every row restates public knowledge. Grades: *documented* by Microsoft, *observed*
by somebody on a running tenant or in public code, *assumed* by us. Disputed readings are [semantics options](reference/semantics.md).

Claims witnessed by tests: ${witnessed} of ${claims.length}.

| claim | grade | statement | witnesses |
| --- | --- | --- | --- |
${rows.join('\n')}

${notImplemented}`,
  };
}

const notImplemented = `## Not implemented

The commands for these areas say so when they are called.

- Licenses: join times are known within one plan only; a subscription is never renewed by itself; recomputed mail addresses
  and audit events are not there.
- Conditional Access, application provisioning, team and site access, roles, access packages, lifecycle workflows.
- Permanent deletion on request, guest invitation and redemption, passwords and sign-in (creating a user
  neither needs nor checks a password), bulk jobs, group naming and expiration policies.
- The Graph-compatible server, \`evaluateDynamicMembership\`, and the web page.
- Proofs about rules; tests of engines for licenses over the line protocol.
- Processing delay: rules take effect at once. The service takes minutes to a day.
- \`-match\` patterns that cannot be translated to a linear-time engine are undecided, not evaluated (see \`src/rules/regex/README.md\`).
`;
