import { damaged, type ImageSource } from '../image-source.ts';
import type { BitReader } from './bit-reader.ts';
import { BLOCK_ORDER } from './block-order.ts';
import type { HuffmanTable } from './huffman-table.ts';

/** What a scan adds to the numbers of blocks. */
export interface ScanRange {
  /** The first and the last number of each block, in the order of the file. */
  readonly from: number;
  readonly to: number;
  /** Bits that a scan before this one has read, less one: 0 for the first of these numbers. */
  readonly high: number;
  /** Bits that scans after this one will read. */
  readonly low: number;
}

/** The codes of one channel in a scan. */
export interface ScanTables {
  readonly first: HuffmanTable | undefined;
  readonly others: HuffmanTable | undefined;
}

/** Reads blocks of a scan. What it keeps between blocks, a restart forgets. */
export class ScanDecoder {
  readonly #bits: BitReader;
  readonly #source: ImageSource;
  readonly #range: ScanRange;
  readonly #decode: (tables: ScanTables, numbers: Int16Array, at: number, channel: number) => void;
  /** The first number of the block before, of each channel. */
  readonly #before = new Int32Array(4);
  /** Blocks to come in which nothing new is. */
  #emptyBlocks = 0;

  constructor(bits: BitReader, range: ScanRange, isProgressive: boolean, source: ImageSource) {
    this.#bits = bits;
    this.#range = range;
    this.#source = source;
    const { from, high } = range;
    if (!isProgressive) this.#decode = this.#wholeBlock;
    else if (from === 0) this.#decode = high === 0 ? this.#firstNumber : this.#refineFirst;
    else this.#decode = high === 0 ? this.#otherNumbers : this.#refineOthers;
  }

  restart(): void {
    this.#before.fill(0);
    this.#emptyBlocks = 0;
    this.#bits.restart();
  }

  /** Reads into the block that begins at `at`. */
  block(tables: ScanTables, numbers: Int16Array, at: number, channel: number): void {
    this.#decode(tables, numbers, at, channel);
  }

  #wholeBlock(tables: ScanTables, numbers: Int16Array, at: number, channel: number): void {
    this.#firstNumber(tables, numbers, at, channel);
    const table = this.#required(tables.others);
    for (let k = 1; k < 64; k++) {
      const symbol = this.#bits.symbol(table);
      const size = symbol & 15;
      const zeros = symbol >> 4;
      if (size === 0) {
        if (zeros < 15) return;
        k += 15;
        continue;
      }
      k += zeros;
      if (k > 63) throw damaged(this.#source, 'a block has too many numbers');
      numbers[at + (BLOCK_ORDER[k] ?? 0)] = this.#bits.signed(size);
    }
  }

  #firstNumber(tables: ScanTables, numbers: Int16Array, at: number, channel: number): void {
    const size = this.#bits.symbol(this.#required(tables.first));
    if (size > 11) throw damaged(this.#source, 'a number is too large');
    const value = (this.#before[channel] ?? 0) + this.#bits.signed(size);
    this.#before[channel] = value;
    numbers[at] = value * 2 ** this.#range.low;
  }

  #refineFirst(_: ScanTables, numbers: Int16Array, at: number): void {
    if (this.#bits.bit()) numbers[at] = (numbers[at] ?? 0) | (1 << this.#range.low);
  }

  #otherNumbers(tables: ScanTables, numbers: Int16Array, at: number): void {
    if (this.#emptyBlocks > 0) {
      this.#emptyBlocks--;
      return;
    }
    const { from, to, low } = this.#range;
    const table = this.#required(tables.others);
    for (let k = from; k <= to; k++) {
      const symbol = this.#bits.symbol(table);
      const size = symbol & 15;
      const zeros = symbol >> 4;
      if (size === 0 && zeros < 15) {
        this.#emptyBlocks = this.#runOf(zeros) - 1;
        return;
      }
      k += zeros;
      if (size === 0) continue;
      if (k > to) throw damaged(this.#source, 'a block has too many numbers');
      numbers[at + (BLOCK_ORDER[k] ?? 0)] = this.#bits.signed(size) * 2 ** low;
    }
  }

  /** One more bit of numbers that are not 0, and those that were 0 so far. */
  #refineOthers(tables: ScanTables, numbers: Int16Array, at: number): void {
    const { from, to, low } = this.#range;
    let k = from;
    if (this.#emptyBlocks === 0) {
      const table = this.#required(tables.others);
      for (; k <= to; k++) {
        const symbol = this.#bits.symbol(table);
        const size = symbol & 15;
        const zeros = symbol >> 4;
        if (size > 1) throw damaged(this.#source, 'a number is too large');
        if (size === 0 && zeros < 15) {
          this.#emptyBlocks = this.#runOf(zeros);
          break;
        }
        const value = size === 0 ? 0 : (this.#bits.bit() ? 1 : -1) * 2 ** low;
        k = this.#refineUntil(numbers, at, k, zeros);
        if (value === 0) continue;
        if (k > to) throw damaged(this.#source, 'a block has too many numbers');
        numbers[at + (BLOCK_ORDER[k] ?? 0)] = value;
      }
    }
    if (this.#emptyBlocks > 0) {
      this.#refineUntil(numbers, at, k, 64);
      this.#emptyBlocks--;
    }
  }

  /** Reads a bit for each number that is not 0, up to the zero behind `zeros` zeros; answers where that stands. */
  #refineUntil(numbers: Int16Array, at: number, from: number, zeros: number): number {
    const { to, low } = this.#range;
    const step = 1 << low;
    let left = zeros;
    for (let k = from; k <= to; k++) {
      const place = at + (BLOCK_ORDER[k] ?? 0);
      const value = numbers[place] ?? 0;
      if (value === 0) {
        if (left-- === 0) return k;
      } else if (this.#bits.bit() && (Math.abs(value) & step) === 0) {
        numbers[place] = value > 0 ? value + step : value - step;
      }
    }
    return to + 1;
  }

  #runOf(power: number): number {
    return 2 ** power + this.#bits.bits(power);
  }

  #required(table: HuffmanTable | undefined): HuffmanTable {
    if (table) return table;
    throw damaged(this.#source, 'a table of codes is missing');
  }
}
