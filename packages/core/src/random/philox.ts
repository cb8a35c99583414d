/**
 * Philox 4x32-10, a counter-based random generator (Salmon, Moraes, Dror & Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3").
 *
 * Ten rounds of multiply and xor turn a 128-bit counter and a 64-bit key into 128 random bits. There is no
 * hidden state, so the number at any place can be had without those before it, on any backend and any thread.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** Four 32-bit words. */
export type Words4 = readonly [number, number, number, number];
/** Two 32-bit words. */
export type Words2 = readonly [number, number];

/**
 * One block of four random 32-bit words.
 *
 * @example
 * philox4x32([0, 0, 0, 0], [0, 0]).map((w) => w.toString(16))
 * // => ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
 */
export function philox4x32(counter: Words4, key: Words2): Words4 {
  const block = new Uint32Array(4);
  writeBlocks(block, counter, key);
  return [block[0] ?? 0, block[1] ?? 0, block[2] ?? 0, block[3] ?? 0];
}

/** Where a run of random words lies: which generator, which use of it, which draw. */
export interface PhiloxPosition {
  /** Whole number from 0 to 2^53 - 1: the key. */
  readonly seed: number;
  /** Unsigned 32-bit number that separates draws in time, for example the training step. */
  readonly step?: number;
  /** Unsigned 32-bit number that separates users of one seed, for example layers. */
  readonly stream?: number;
  /** Unsigned 32-bit number that separates the steps of a loop. */
  readonly index?: number;
}

/** Words `0 … count - 1` at a position. Word `i` is word `i mod 4` of the block with counter `i div 4`. */
export function philoxWords(count: number, position: PhiloxPosition): Uint32Array {
  const { seed, step = 0, stream = 0, index = 0 } = position;
  const key: Words2 = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
  const words = new Uint32Array(Math.ceil(count / 4) * 4);
  writeBlocks(words, [0, step, stream, index], key);
  return words.subarray(0, count);
}

/** Float32 numbers in [0, 1) from random words: the top 24 bits, so that each is exact. */
export function wordsToUnit(words: Uint32Array): Float32Array {
  const unit = new Float32Array(words.length);
  for (let i = 0; i < unit.length; i++) unit[i] = ((words[i] ?? 0) >>> 8) * 2 ** -24;
  return unit;
}

/** Fills `target` with blocks; the first word of the counter grows by one from each to the next. */
function writeBlocks(target: Uint32Array, counter: Words4, key: Words2): void {
  const [first, second, third, fourth] = counter;
  for (let offset = 0; offset < target.length; offset += 4) {
    // All in 32-bit integers, so that the compiler keeps them in registers.
    let c0 = (first + (offset >>> 2)) | 0;
    let c1 = second | 0;
    let c2 = third | 0;
    let c3 = fourth | 0;
    let k0 = key[0] | 0;
    let k1 = key[1] | 0;
    for (let round = 0; round < ROUNDS; round++) {
      const high0 = multiplyHigh(MULTIPLIER_0, c0);
      const high1 = multiplyHigh(MULTIPLIER_1, c2);
      const low0 = Math.imul(MULTIPLIER_0, c0);
      const low1 = Math.imul(MULTIPLIER_1, c2);
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
    }
    target[offset] = c0;
    target[offset + 1] = c1;
    target[offset + 2] = c2;
    target[offset + 3] = c3;
  }
}

/** Upper 32 bits of the 64-bit product of two unsigned words, by 16-bit halves. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Neither sum exceeds 32 bits.
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = ((middle & 0xffff) + Math.imul(aLow, bHigh)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
