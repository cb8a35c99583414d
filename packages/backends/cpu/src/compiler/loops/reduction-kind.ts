/** The arithmetic of reductions, by kernel and type. */

import type { DataType, Operation } from '@myelin/program';
import type { VectorInstruction } from '../wasm/instructions.ts';

export interface ReductionKind {
  readonly combine: VectorInstruction;
  /** What changes nothing when combined: as the 32 bits of an element. */
  readonly identity: number;
  /** Adds up rounded numbers, so that long sums are made of shorter ones. */
  readonly rounds: boolean;
}

const bitsOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;

const kind = (combine: VectorInstruction, identity: number, rounds = false): ReductionKind => ({
  combine,
  identity,
  rounds,
});

const kinds: Readonly<Record<DataType, Readonly<Record<string, ReductionKind>>>> = {
  float32: {
    Sum: kind('f32x4.add', 0, true),
    Prod: kind('f32x4.mul', bitsOf(1)),
    // NaN if any is NaN, as tfjs has it.
    Max: kind('f32x4.max', bitsOf(-Infinity)),
    Min: kind('f32x4.min', bitsOf(Infinity)),
  },
  int32: {
    Sum: kind('i32x4.add', 0),
    Prod: kind('i32x4.mul', 1),
    Max: kind('i32x4.max_s', -(2 ** 31)),
    Min: kind('i32x4.min_s', 2 ** 31 - 1),
  },
  bool: {
    All: kind('v128.and', -1),
    Any: kind('v128.or', 0),
    Min: kind('v128.and', -1),
    Max: kind('v128.or', 0),
  },
};

/** How a reduction combines elements; undefined if that is not known. */
export function reductionKind({ kernel, inputs }: Operation): ReductionKind | undefined {
  return kinds[inputs[0]?.dtype ?? 'float32'][kernel];
}
