import { invariant } from '../base/index.ts';

/**
 * Unpacks unsigned 32-bit numbers, seven bits to a byte with the lowest first. Throws an InvariantError unless `bytes` hold exactly `count`
 * numbers.
 */
export function unpackNumbers(bytes: Uint8Array, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  let position = 0;
  for (let index = 0; index < count; index++) {
    let number = 0;
    let shift = 0;
    let byte: number | undefined;
    do {
      byte = bytes[position++];
      invariant(byte !== undefined && shift < 35, 'packed numbers end too early');
      number |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    numbers[index] = number;
  }
  invariant(position === bytes.length, 'packed numbers end too late');
  return numbers;
}
