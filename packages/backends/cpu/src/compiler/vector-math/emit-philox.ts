/**
 * Random numbers: Philox 4x32-10, sixteen floats at a time, bit for bit those of `philoxWords` and `wordsToUnit`.
 *
 * The counter of a block is `[block, step, stream, index]`, the key `[seed, 0]`; the index is 0 outside of loops. Four blocks lie side by side, word by
 * word, until the end. Much of the first two rounds does not depend on the block and is done once.
 */

import type { Operation, Value } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { constantOperand } from './constant-operand.ts';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const NUMBERS = 16;

/** What all blocks of one operation have in common, in variables. */
export interface PhiloxStream {
  /** First word of the key of round 2. */
  readonly key: Local;
  /** What rounds 0 and 1 leave in the first, third and fourth word, where the block has no part in it. */
  readonly first: Local;
  readonly third: Local;
  readonly fourth: Local;
  /** Number of the step of the loop around; undefined outside of loops. */
  readonly index: Local | undefined;
}

/** Sets up the variables; once before the loop. The caller gives them back. */
export function emitPhiloxSetup(
  f: FunctionBuilder,
  operation: Operation,
  address: (value: Value) => number,
): PhiloxStream {
  const [key, first, third, fourth] = f.localsOf('v128', 4) as [Local, Local, Local, Local];
  const stream = Number(operation.attributes.stream ?? 0);
  const product = BigInt(MULTIPLIER_1) * BigInt(stream >>> 0);
  // Round 0 makes [high ^ step ^ seed, low, of the block, of the block].
  emitScalar(f, operation, 0, address);
  f.set(key);
  emitScalar(f, operation, 1, address);
  f.get(key)
    .op('v128.xor')
    .splatI32(Number(product >> 32n))
    .op('v128.xor')
    .set(first);
  // Round 1 makes [of the block ^ low ^ key, of the block, high of the first word ^ of the block ^ key, low of it].
  emitProduct(f, first, MULTIPLIER_0, fourth, third);
  f.get(third).splatI32(WEYL_1).op('v128.xor').set(third);
  emitNextKey(f, key);
  f.get(key)
    .splatI32(Number(product & 0xffffffffn))
    .op('v128.xor')
    .set(first);
  emitNextKey(f, key);
  if (operation.inputs.length < 3) return { key, first, third, fourth, index: undefined };
  const index = f.local('v128');
  emitScalar(f, operation, 2, address);
  f.set(index);
  return { key, first, third, fourth, index };
}

/** Gives the variables of {@link emitPhiloxSetup} back. */
export function releasePhilox(f: FunctionBuilder, stream: PhiloxStream): void {
  f.release(stream.key, stream.first, stream.third, stream.fourth);
  if (stream.index) f.release(stream.index);
}

/**
 * Makes sixteen floats in [0, 1), those of four blocks in order. `block` holds the number of the first of them. The
 * caller gives the variables back.
 */
export function emitPhiloxBlocks(
  f: FunctionBuilder,
  stream: PhiloxStream,
  block: Local,
): readonly [Local, Local, Local, Local] {
  const words = f.localsOf('v128', 4) as [Local, Local, Local, Local];
  const [c0, c1, c2, c3] = words;
  const scratch = f.localsOf('v128', 4);
  const [low0, high0, low1, high1] = scratch as [Local, Local, Local, Local];
  f.get(block).op('i32x4.splat').vectorI32(0, 1, 2, 3).op('i32x4.add').set(c0);
  emitProduct(f, c0, MULTIPLIER_0, low0, high0);
  if (stream.index) f.get(high0).get(stream.index).op('v128.xor').set(high0);
  emitProduct(f, high0, MULTIPLIER_1, c1, high1);
  f.get(high1).get(stream.first).op('v128.xor').set(c0);
  f.get(low0).get(stream.third).op('v128.xor').set(c2);
  f.get(stream.fourth).set(c3);
  const key = f.local('v128');
  f.get(stream.key).set(key);
  for (let round = 2; round < ROUNDS; round++) {
    emitProduct(f, c0, MULTIPLIER_0, low0, high0);
    emitProduct(f, c2, MULTIPLIER_1, low1, high1);
    f.get(high1).get(c1).op('v128.xor').get(key).op('v128.xor').set(c0);
    f.get(low1).set(c1);
    f.get(high0).get(c3).op('v128.xor').splatI32(Math.imul(WEYL_1, round)).op('v128.xor').set(c2);
    f.get(low0).set(c3);
    if (round < ROUNDS - 1) emitNextKey(f, key);
  }
  f.release(key);
  emitTransposed(f, words, scratch);
  f.release(...scratch);
  for (const word of words) {
    // The top 24 bits, so that each number is exact.
    f.get(word)
      .i32(8)
      .op('i32x4.shr_u')
      .op('f32x4.convert_i32x4_s')
      .splat(2 ** -24);
    f.op('f32x4.mul').set(word);
  }
  return words;
}

/**
 * Writes elements `begin` to `end` of a `Philox` operation to memory, beginning at the address `target` with element
 * `begin`, a multiple of 4. Nothing beyond is written.
 */
export function emitPhilox(
  f: FunctionBuilder,
  operation: Operation,
  address: (value: Value) => number,
  target: number,
  begin: number,
  end: number,
): void {
  if (begin >= end) return;
  const stream = emitPhiloxSetup(f, operation, address);
  const block = f.local('i32');
  const pointer = f.local('i32');
  f.i32(begin / 4)
    .set(block)
    .i32(0)
    .set(pointer);
  const whole = Math.floor((end - begin) / NUMBERS);
  f.repeat(whole, () => {
    emitStore(f, stream, block, pointer, target, NUMBERS);
    f.advance(block, 4).advance(pointer, 4 * NUMBERS);
  });
  emitStore(f, stream, block, pointer, target, end - begin - whole * NUMBERS);
  f.release(block, pointer);
  releasePhilox(f, stream);
}

function emitStore(
  f: FunctionBuilder,
  stream: PhiloxStream,
  block: Local,
  pointer: Local,
  target: number,
  count: number,
): void {
  if (count === 0) return;
  const numbers = emitPhiloxBlocks(f, stream, block);
  for (const [i, vector] of numbers.entries()) {
    const lanes = Math.min(4, count - 4 * i);
    if (lanes > 0) f.storeLanes(pointer, vector, lanes, target + 16 * i);
  }
  f.release(...numbers);
}

/** Leaves an int32 input on the stack, four times. */
function emitScalar(
  f: FunctionBuilder,
  operation: Operation,
  index: number,
  address: (value: Value) => number,
): void {
  const known = constantOperand(operation, index);
  const value = operation.inputs[index];
  if (known !== undefined) f.splatI32(known);
  else if (value) f.i32(0).loadSplat(address(value));
  else throw new RangeError('Philox has two inputs, seed and step, and an index in loops');
}

/** Low and high halves of the products with a constant, unsigned. */
function emitProduct(f: FunctionBuilder, x: Local, by: number, low: Local, high: Local): void {
  const front = f.local('v128');
  const back = f.local('v128');
  f.get(x).splatI32(by).op('i64x2.extmul_low_i32x4_u').set(front);
  f.get(x).splatI32(by).op('i64x2.extmul_high_i32x4_u').set(back);
  f.get(front).get(back).shuffle(0, 2, 4, 6).set(low);
  f.get(front).get(back).shuffle(1, 3, 5, 7).set(high);
  f.release(front, back);
}

function emitNextKey(f: FunctionBuilder, key: Local): void {
  f.get(key).splatI32(WEYL_0).op('i32x4.add').set(key);
}

/** From one vector a word to one vector a block. */
function emitTransposed(
  f: FunctionBuilder,
  [a, b, c, d]: readonly [Local, Local, Local, Local],
  scratch: readonly Local[],
): void {
  const [ab, cd, abHigh, cdHigh] = scratch as [Local, Local, Local, Local];
  f.get(a).get(b).shuffle(0, 4, 1, 5).set(ab);
  f.get(c).get(d).shuffle(0, 4, 1, 5).set(cd);
  f.get(a).get(b).shuffle(2, 6, 3, 7).set(abHigh);
  f.get(c).get(d).shuffle(2, 6, 3, 7).set(cdHigh);
  f.get(ab).get(cd).shuffle(0, 1, 4, 5).set(a);
  f.get(ab).get(cd).shuffle(2, 3, 6, 7).set(b);
  f.get(abHigh).get(cdHigh).shuffle(0, 1, 4, 5).set(c);
  f.get(abHigh).get(cdHigh).shuffle(2, 3, 6, 7).set(d);
}
