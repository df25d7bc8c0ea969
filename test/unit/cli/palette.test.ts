import { describe, expect, it } from 'vitest';
import { paletteFor } from '../../../src/cli/palette.ts';
import { fakeEnvironment, runInProcess } from '../../support/run-cli.ts';

describe('paletteFor', () => {
  it.each([
    ['colours a terminal', { isOutputTerminal: true }, undefined, true],
    ['leaves a pipe alone', {}, undefined, false],
    ['leaves a pipe alone when only stderr is a terminal', { isErrorTerminal: true }, undefined, false],
    ['respects NO_COLOR', { isOutputTerminal: true, variables: { NO_COLOR: '1' } }, undefined, false],
    ['ignores an empty NO_COLOR', { isOutputTerminal: true, variables: { NO_COLOR: '' } }, undefined, true],
    ['respects --no-color', { isOutputTerminal: true }, false, false],
    ['respects FORCE_COLOR', { variables: { FORCE_COLOR: '1' } }, undefined, true],
    ['takes FORCE_COLOR=0 as nothing', { variables: { FORCE_COLOR: '0' } }, undefined, false],
    ['puts NO_COLOR above FORCE_COLOR', { variables: { FORCE_COLOR: '1', NO_COLOR: '1' } }, undefined, false],
    ['leaves a dumb terminal alone', { isOutputTerminal: true, variables: { TERM: 'dumb' } }, undefined, false],
  ])('%s', (_what, choices, color, isColored) => {
    expect(paletteFor(fakeEnvironment(choices), color, 'out').bad('x') !== 'x').toBe(isColored);
  });

  it('looks at stderr for what goes there', () => {
    expect(paletteFor(fakeEnvironment({ isErrorTerminal: true }), undefined, 'err').bad('x')).not.toBe('x');
    expect(paletteFor(fakeEnvironment({ isOutputTerminal: true }), undefined, 'err').bad('x')).toBe('x');
  });
});

describe('the output of a command', () => {
  const explain = ['explain-code', 'rule/unknown-operator'];

  it('is the same with and without colours, but for the colours', async () => {
    const plain = await runInProcess(explain);
    const colored = await runInProcess(explain, { isOutputTerminal: true });
    expect(colored.out).toContain('\u001b[1m');
    // oxlint-disable-next-line no-control-regex -- colours are control characters
    expect(colored.out.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.out);
    expect((await runInProcess([...explain, '--no-color'], { isOutputTerminal: true })).out).toBe(plain.out);
  });

  it('uses plain signs where the locale has no others', async () => {
    const argv = [
      'plan',
      '--tenant',
      'fixtures/tenants/northwind-clinic',
      '--changes',
      'fixtures/changes/harmless.yaml',
    ];
    expect((await runInProcess(argv, { variables: { LANG: 'C.UTF-8' } })).out).toContain('→');
    expect((await runInProcess(argv, { variables: { LANG: 'C.UTF-8', LC_ALL: 'C' } })).out).not.toContain('→');
  });
});
