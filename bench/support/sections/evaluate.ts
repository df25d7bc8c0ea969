import { prepareEngine } from '../engine-adapter.ts';
import { peakResidentMegabytes } from '../machine.ts';
import { median, rounded, timed } from '../statistics.ts';
import { countConditions, createWorkload } from '../workload.ts';
import type { Section } from './section.ts';

/** Every rule for everybody, cold and warm, and the memory of a process that does nothing else. */
export const evaluateSection: Section = ({ users, rules, rounds }) => {
  const workload = createWorkload({ users, rules });
  const residentBefore = peakResidentMegabytes();
  const engine = prepareEngine(workload.tenant, workload.rules);
  const seconds: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] };
  let counts = { members: 0, undecided: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const mode of ['cold', 'warm'] as const) {
      const { result, milliseconds } = timed(() => engine.evaluateAll(mode));
      seconds[mode].push(rounded(milliseconds / 1000));
      counts = {
        members: result.reduce((sum, { members }) => sum + members.size, 0),
        undecided: result.reduce((sum, { undecided }) => sum + undecided.size, 0),
      };
    }
  }
  const pairs = users * rules;
  return Promise.resolve({
    conditions: countConditions(workload.rules),
    memberships: counts.members,
    undecided: counts.undecided,
    coldSeconds: median(seconds.cold),
    warmSeconds: median(seconds.warm),
    warmPairsPerSecond: rounded(pairs / median(seconds.warm)),
    rounds: seconds,
    residentMegabytes: { withTenant: residentBefore, peak: peakResidentMegabytes() },
  });
};
