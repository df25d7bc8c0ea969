import { describe, expect, it } from 'vitest';

import { WorkRoom } from '../../../src/engine/work-room.ts';

describe('memory to work in', () => {
  it('is lent again', () => {
    const room = new WorkRoom();
    const [list, bits] = [room.takeList(100), room.takeBits(100)];
    room.giveList(list);
    room.giveBits(bits);
    expect([room.takeList(80) === list, room.takeBits(100) === bits]).toEqual([true, true]);
  });

  it('is never lent to two, and never smaller than asked for', () => {
    const room = new WorkRoom();
    const [small, other] = [room.takeList(10), room.takeList(10)];
    expect(other).not.toBe(small);
    room.giveList(small);
    expect(room.takeList(1000).length).toBeGreaterThanOrEqual(1000);
    room.giveBits(room.takeBits(10));
    const bits = room.takeBits(1000);
    bits.add(999);
    const target = new Uint32Array(1);
    expect([bits.drain(target), target[0]]).toEqual([1, 999]);
  });
});
