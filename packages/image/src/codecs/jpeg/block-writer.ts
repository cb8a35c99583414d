import type { BitWriter } from './bit-writer.ts';
import { BLOCK_ORDER } from './block-order.ts';
import type { CodeList } from './jpeg-tables.ts';

/** By what it stands for: a code, and its length in bits. */
type Codes = readonly { readonly code: number; readonly length: number }[];

function codesOf({ counts, symbols }: CodeList): Codes {
  const codes: { code: number; length: number }[] = [];
  let code = 0;
  let index = 0;
  for (const [i, count] of counts.entries()) {
    for (let k = 0; k < count; k++) codes[symbols[index++] ?? 0] = { code: code++, length: i + 1 };
    code *= 2;
  }
  return codes;
}

/** Writes blocks of one channel. */
export class BlockWriter {
  readonly #bits: BitWriter;
  readonly #first: Codes;
  readonly #others: Codes;
  #before = 0;

  constructor(bits: BitWriter, lists: { readonly first: CodeList; readonly others: CodeList }) {
    this.#bits = bits;
    this.#first = codesOf(lists.first);
    this.#others = codesOf(lists.others);
  }

  /** A block in which nothing changes: the first number is as before, the others are 0. */
  empty(): void {
    this.#symbol(this.#first, 0);
    this.#symbol(this.#others, 0);
  }

  write(numbers: Int32Array): void {
    const first = numbers[0] ?? 0;
    this.#number(this.#first, 0, first - this.#before);
    this.#before = first;
    let zeros = 0;
    for (let k = 1; k < 64; k++) {
      const value = numbers[BLOCK_ORDER[k] ?? 0] ?? 0;
      if (value === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) this.#symbol(this.#others, 0xf0);
      this.#number(this.#others, zeros * 16, value);
      zeros = 0;
    }
    if (zeros > 0) this.#symbol(this.#others, 0);
  }

  /** A code that says how many bits follow, and those bits, of which those of negative numbers are one less. */
  #number(codes: Codes, prefix: number, value: number): void {
    const size = 32 - Math.clz32(Math.abs(value));
    this.#symbol(codes, prefix + size);
    this.#bits.write(value < 0 ? value - 1 : value, size);
  }

  #symbol(codes: Codes, symbol: number): void {
    const entry = codes[symbol];
    if (entry) this.#bits.write(entry.code, entry.length);
  }
}
