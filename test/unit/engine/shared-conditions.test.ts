import { describe, expect, it } from 'vitest';

import { emptyRowSet } from '../../../src/base/index.ts';
import { createFormulaBook } from '../../../src/engine/formula-book.ts';
import { EngineCache, RuleEngine } from '../../../src/engine/index.ts';
import { SingleValues } from '../../../src/engine/single-values.ts';
import { createTenant, defaultSemantics, TenantDraft } from '../../../src/model/index.ts';
import { compileRule, createPredicateCache, evaluateRows, LeafPool } from '../../../src/rules/index.ts';
import { checkedRule } from '../../support/evaluate-everywhere.ts';

const extension = 'extension_0123456789abcdef0123456789abcdef_team';

const draft = new TenantDraft(createTenant(0));
for (let index = 0; index < 40; index++) {
  draft.addObject('user', `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, {
    displayName: `${'abcdefgh'[index % 8]}x1${index}q`,
    department: index % 2 === 0 ? null : 'ABC'.charAt(index % 3),
    [extension]: `Team ${index % 5}`,
  });
}
const population = draft.finish().populations.user;
const membersOf = () => ({ known: emptyRowSet, isComplete: true });
const context = { population, now: 0, membersOf };

function compileAll(texts: readonly string[]) {
  const pool = new LeafPool();
  return texts.map((text) => compileRule(checkedRule(text), defaultSemantics, pool));
}

describe('conditions that rules share', () => {
  const pattern = 'user.displayName -match "^[a-c]x1.*q"';
  const other = 'user.displayName -match "^[d-f]x1.*q"';

  it.each([
    [`(user.department -eq "A" -and ${pattern}) -or (user.department -eq null -and -not (${pattern}))`],
    [pattern, `-not (${pattern})`, other, `-not (${other})`],
    [`-not (${other})`, pattern, other, `-not (${pattern})`],
  ])('are searched for once, as they stand and negated: %s', (...texts) => {
    const programs = compileAll(texts);
    const verdicts = new RuleEngine(programs, new EngineCache()).evaluateAll(context);
    for (const [index, program] of programs.entries()) {
      const { members } = evaluateRows(program, { ...context, cache: createPredicateCache() });
      expect([texts[index], [...(verdicts[index]?.members.toArray() ?? [])]]).toEqual([
        texts[index],
        [...members.toArray()],
      ]);
      expect(members.size).toBeGreaterThan(0);
    }
  });

  const mentions = Array.from(
    { length: 30 },
    (_, index) => `user.${extension} -eq "Team ${index % 5}" -and user.department -eq "A"`,
  );

  it('are one object, those on directory extensions too', () => {
    const book = createFormulaBook(compileAll(mentions));
    expect(new Set(compileAll(mentions).flatMap(({ leaves }) => [...leaves.values()])).size).toBe(6);
    expect(book.leaves).toHaveLength(6);
  });

  it('are tabled by column, however often a directory extension is mentioned', () => {
    const programs = mentions.map((text) => compileRule(checkedRule(text)));
    const cache = new EngineCache();
    const engine = new RuleEngine(programs, cache);
    engine.evaluateAll(context);
    expect(SingleValues.of(engine.book, population, cache).codesAt(population, 0)).toHaveLength(3);
  });

  it('are found again where there are more of them than are kept', () => {
    const many = Array.from({ length: 1700 }, (_, rule) =>
      Array.from({ length: 60 }, (_each, index) => `user.department -eq "D${rule * 60 + index}"`).join(' -or '),
    );
    const programs = compileAll([...many, 'user.department -eq "A" -or user.department -eq "B"']);
    const fork = new TenantDraft({
      ...createTenant(0),
      populations: { ...createTenant(0).populations, user: population },
    });
    fork.population('user').setValue(0, 'department', 'B');
    const after = fork.finish().populations.user;
    const verdicts = new RuleEngine(programs, new EngineCache()).evaluateAll({ population: after, now: 0 });
    const wanted = Array.from({ length: 40 }, (_, row) => row).filter((row) => row % 2 === 1 && row % 3 !== 2);
    expect([...(verdicts.at(-1)?.members.toArray() ?? [])]).toEqual([0, ...wanted]);
  });
});
