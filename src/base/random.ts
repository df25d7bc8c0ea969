import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A deterministic source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** An integer between `min` and `max`, both included. */
  int(min: number, max: number): number;
  /** A number in [0, 1) with 32 bits of precision. */
  real(): number;
  /** A version 4 GUID, lower case. */
  guid(): string;
}

/** Creates a {@link Random} from a 32-bit seed. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  const int = (min: number, max: number): number => uniformInt(generator, min, max);
  return {
    int,
    real: () => int(0, 0xffffffff) / 0x100000000,
    guid: () => guidFromWords(int(0, 0xffffffff), int(0, 0xffffffff), int(0, 0xffffffff), int(0, 0xffffffff)),
  };
}

/** Formats four unsigned 32-bit words as a version 4 GUID. */
export function guidFromWords(a: number, b: number, c: number, d: number): string {
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
  const [h1, h2, h3, h4] = [hex(a), hex(b), hex(c), hex(d)];
  const variant = ((Number.parseInt(h3.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${h1}-${h2.slice(0, 4)}-4${h2.slice(5, 8)}-${variant}${h3.slice(1, 4)}-${h3.slice(4)}${h4}`;
}
