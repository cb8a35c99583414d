import {
  ArgumentError,
  DataError,
  describe,
  NdArray,
  requireKnownOptions,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';

export interface PadSequencesOptions {
  /** Length of every row. @defaultValue that of the longest sequence */
  readonly maxlen?: number | null;
  /** Element type of the rows. @defaultValue `'int32'` */
  readonly dtype?: 'int32' | 'uint8' | 'float32' | 'float64';
  /** Which end of a short sequence is filled up. @defaultValue `'pre'` */
  readonly padding?: 'pre' | 'post';
  /** Which end of a long sequence is cut off. @defaultValue `'pre'` */
  readonly truncating?: 'pre' | 'post';
  /** What sequences are filled up with. @defaultValue `0` */
  readonly value?: number;
}

const OPTIONS = ['maxlen', 'dtype', 'padding', 'truncating', 'value'];
const storage = {
  int32: Int32Array,
  uint8: Uint8Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;
/** Elements of the largest result. */
const MAX_SIZE = 2 ** 31 - 1;

/**
 * Sequences of unequal lengths as rows of one array.
 *
 * @shape `[sequences, maxlen]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain, or an entry is no sequence.
 * @throws {@link DataError} an element is no number that `dtype` holds.
 * @source Keras 3 `pad_sequences`, for sequences of numbers; it would cut fractions off where `dtype` has none.
 * @example
 * padSequences([[1], [2, 3], [4, 5, 6]], { maxlen: 2 }).toArray() // => [[0, 1], [2, 3], [5, 6]]
 */
export function padSequences(
  sequences: readonly ArrayLike<number>[],
  options: PadSequencesOptions = {},
): NdArray {
  const where = 'padSequences';
  requireKnownOptions(where, options, OPTIONS);
  const { dtype = 'int32', padding = 'pre', truncating = 'pre', value = 0 } = options;
  requireOneOf(where, 'dtype', dtype, ['int32', 'uint8', 'float32', 'float64']);
  requireOneOf(where, 'padding', padding, ['pre', 'post']);
  requireOneOf(where, 'truncating', truncating, ['pre', 'post']);
  requireNumber(where, 'value', value);
  const length = requireWholeNumber(where, 'maxlen', options.maxlen ?? longest(sequences), {
    min: 0,
  });
  requireWholeNumber(where, 'maxlen', length, { max: MAX_SIZE / Math.max(1, sequences.length) });

  const data = new storage[dtype](sequences.length * length).fill(value);
  requireHeld(data[0] ?? value, value, dtype, '`value`');
  for (const [row, sequence] of sequences.entries()) {
    const kept = Math.min(sequence.length, length);
    const from = truncating === 'pre' ? sequence.length - kept : 0;
    const to = row * length + (padding === 'pre' ? length - kept : 0);
    for (let i = 0; i < kept; i++) {
      const element = sequence[from + i] as number;
      data[to + i] = element;
      requireHeld(data[to + i], element, dtype, `element ${from + i} of sequence ${row}`);
    }
  }
  return new NdArray(data, [sequences.length, length], dtype);
}

function longest(sequences: readonly ArrayLike<number>[]): number {
  let length = 0;
  for (const [row, sequence] of sequences.entries()) {
    if (typeof sequence !== 'object' || !Number.isInteger(sequence?.length)) {
      throw new ArgumentError({
        where: 'padSequences',
        problem: `sequence ${row} must be a list of numbers, received ${describe(sequence)}`,
        fix: 'pass for example [[1, 2], [3]]',
      });
    }
    length = Math.max(length, sequence.length);
  }
  return length;
}

/** The number that was kept is the one that was given, but for the rounding of float32. */
function requireHeld(kept: number | undefined, given: unknown, dtype: string, what: string): void {
  if (kept === given || (dtype.startsWith('float') && typeof given === 'number')) return;
  throw new DataError({
    where: 'padSequences',
    problem: `${what} must be a number that ${dtype} holds, received ${describe(given)}`,
    fix: "pass { dtype: 'float32' } for fractions, and numbers only",
  });
}
