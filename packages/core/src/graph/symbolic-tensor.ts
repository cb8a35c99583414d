import type { Shape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';
import { mapPlain } from '../structure/plain-values.ts';
import type { Structure, WithLeaves } from '../structure/structure.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { LayerCall } from './layer-call.ts';

/** Element types of what flows through a graph. */
export type SymbolicDataType = 'float32' | 'int32' | 'bool' | 'string';

/** Where a symbolic tensor comes from. */
export interface SymbolicOrigin {
  readonly call: LayerCall;
  /** Its place among the results of the call. */
  readonly index: number;
}

/**
 * A tensor that is not there yet: the result of a layer called on the input of a model to be. It has a shape and no
 * values; models are made of what lies between their inputs and outputs.
 */
export class SymbolicTensor {
  readonly name: string;
  /** The batch axis included, which is null. */
  readonly shape: Shape;
  readonly dtype: SymbolicDataType;
  readonly call: LayerCall;
  readonly index: number;

  constructor(name: string, shape: Shape, dtype: SymbolicDataType, origin: SymbolicOrigin) {
    this.name = name;
    this.shape = shape;
    this.dtype = dtype;
    this.call = origin.call;
    this.index = origin.index;
  }

  get rank(): number {
    return this.shape.length;
  }

  toString(): string {
    return `SymbolicTensor "${this.name}" ${formatShape(this.shape)} ${this.dtype}`;
  }
}

/** Where an object that is not a symbolic tensor keeps the one that it stands for. */
export const symbolicValue: unique symbol = Symbol('symbolicValue');

/** What can be given where a symbolic tensor is wanted: one, or an `Input`. */
export type SymbolicLike = SymbolicTensor | { readonly [symbolicValue]: SymbolicTensor };

/** Symbolic tensors in the structure of tensors. */
export type SymbolicOf<T> = WithLeaves<T, Tensor, SymbolicTensor>;

/** As {@link SymbolicOf}, of what may be given. */
export type SymbolicLikeOf<T> = WithLeaves<T, Tensor, SymbolicLike>;

export function isSymbolic(value: unknown): value is SymbolicTensor {
  return value instanceof SymbolicTensor;
}

export type SymbolicTensors = Structure<SymbolicTensor>;

/** `value` with symbolic tensors for what stands for them, in lists and plain records. */
export function resolveSymbolic(value: unknown): unknown {
  return mapPlain(value, (leaf) =>
    typeof leaf === 'object' && leaf !== null && symbolicValue in leaf ? leaf[symbolicValue] : leaf,
  );
}
