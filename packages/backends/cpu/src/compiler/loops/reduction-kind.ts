/** The arithmetic of reductions, by kernel and type. */

import type { DataType, Operation } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { VectorInstruction } from '../wasm/instructions.ts';

/** Leaves two vectors, combined, on the stack. */
type Combine = (f: FunctionBuilder, a: Local, b: Local) => void;

export interface ReductionKind {
  readonly combine: Combine;
  /** What changes nothing when combined: as the 32 bits of an element. */
  readonly identity: number;
  /** Adds up rounded numbers, so that long sums are made of shorter ones. */
  readonly rounds: boolean;
}

const bitsOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;

const kind = (name: VectorInstruction, identity: number, rounds = false): ReductionKind => ({
  combine: (f, a, b) => f.get(a).get(b).op(name),
  identity,
  rounds,
});

/**
 * NaN if any is NaN, as tfjs has it. `pmax` and `pmin` return their first operand when one is NaN, and all bits set are
 * NaN too: that is three machine instructions, where `max` and `min` are eight.
 */
const extremum = (name: 'f32x4.pmax' | 'f32x4.pmin', identity: number): ReductionKind => ({
  combine: (f, a, b) => f.get(a).get(b).op(name).get(b).get(b).op('f32x4.ne').op('v128.or'),
  identity: bitsOf(identity),
  rounds: false,
});

const kinds: Readonly<Record<DataType, Readonly<Record<string, ReductionKind>>>> = {
  float32: {
    Sum: kind('f32x4.add', 0, true),
    Prod: kind('f32x4.mul', bitsOf(1)),
    Max: extremum('f32x4.pmax', -Infinity),
    Min: extremum('f32x4.pmin', Infinity),
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
