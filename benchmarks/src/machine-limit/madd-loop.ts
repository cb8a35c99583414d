/** The bytes of a WebAssembly module that multiplies and adds in registers, and does nothing else. */

/** So many sums are independent that no unit waits for a result, and few enough that all stay in registers. */
const SUMS = 12;
const ROUNDS_PER_TURN = 4;

/** A multiply-add of four lanes is eight operations. */
export const FLOPS_PER_TURN: number = 8 * SUMS * ROUNDS_PER_TURN;

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const SIMD = 0xfd;
const ADD = [SIMD, ...unsigned(0xe4)];
const MULTIPLY = [SIMD, ...unsigned(0xe6)];
const RELAXED_MADD = [SIMD, ...unsigned(0x105)];
const SPLAT = [SIMD, 0x13];
const EXTRACT_FIRST_LANE = [SIMD, 0x1f, 0];

/** A module that exports `run(turns) → sum`; `isRelaxed` if multiply and add are to be one instruction. */
export function maddLoop(isRelaxed: boolean): Uint8Array<ArrayBuffer> {
  const [turns, factor, firstSum] = [0, 1, 2];
  const sums = Array.from({ length: SUMS }, (_, i) => firstSum + i);
  // 2⁻²⁰ keeps all sums far from overflow and from numbers so small that they are slow.
  const start = [0x43, ...new Uint8Array(new Float32Array([2 ** -20]).buffer)];
  const multiplyAdd = (sum: number): number[] =>
    isRelaxed
      ? [...get(factor), ...get(factor), ...get(sum), ...RELAXED_MADD, ...set(sum)]
      : [...get(factor), ...get(factor), ...MULTIPLY, ...get(sum), ...ADD, ...set(sum)];
  const round = sums.flatMap(multiplyAdd);
  const countDown = [...get(turns), 0x41, 1, 0x6b, 0x22, turns];
  const body = [
    ...[1, ...unsigned(SUMS + 1), V128],
    ...[...start, ...SPLAT, ...set(factor)],
    ...[0x03, 0x40, ...Array.from({ length: ROUNDS_PER_TURN }, () => round).flat()],
    ...[...countDown, 0x0d, 0, 0x0b],
    ...[...get(firstSum), ...sums.slice(1).flatMap((sum) => [...get(sum), ...ADD])],
    ...[...EXTRACT_FIRST_LANE, 0x0b],
  ];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, I32, 1, F32]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];

/** LEB128: seven bits a byte, lowest first, the top bit set in all but the last. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
