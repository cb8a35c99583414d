/** Writes new operations: shapes and types of results follow from the operands. */

import type { Attributes, DataType, Operation, Value } from '../../ir/program.ts';
import { broadcastShape, sameShape } from './broadcast.ts';
import { filled } from './constants.ts';

const toBool: ReadonlySet<string> = new Set([
  ...['IsNan', 'IsFinite', 'IsInf', 'LogicalNot', 'LogicalAnd', 'LogicalOr'],
  ...['Equal', 'NotEqual', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'],
]);

export interface ResultType {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

export class OperationMaker {
  readonly #operations: Operation[] = [];
  readonly #makers = new Map<Value, Operation>();
  #scope = '';
  #hasReplaced = false;

  /** All operations so far, in order. */
  get operations(): readonly Operation[] {
    return this.#operations;
  }

  /** Whether an operation was taken over that makes results of one before it. */
  get hasReplaced(): boolean {
    return this.#hasReplaced;
  }

  /** The operation that made the value; undefined for inputs and constants. */
  makerOf(value: Value): Operation | undefined {
    return this.#makers.get(value);
  }

  /** The operation that made the value, if it is a call of that kernel. */
  madeBy(kernel: string, value: Value): Operation | undefined {
    const maker = this.#makers.get(value);
    return maker?.kernel === kernel ? maker : undefined;
  }

  /** Takes over an operation as it is. */
  keep(operation: Operation): void {
    this.#operations.push(operation);
    for (const output of operation.outputs) this.#makers.set(output, operation);
  }

  /**
   * Takes another operation over in place of one. It may lack results of it.
   *
   * @returns what a rewrite answers.
   */
  replace(before: Operation, after: Operation): readonly Value[] {
    this.keep(after);
    this.#hasReplaced = true;
    return before.outputs;
  }

  /** Operations from now on belong to that layer. */
  enter(scope: string): void {
    this.#scope = scope;
  }

  /** Calls any kernel with one result. */
  call(
    kernel: string,
    inputs: Readonly<Record<string, Value>> | readonly Value[],
    { shape, dtype }: ResultType,
    attributes: Attributes = {},
  ): Value {
    const output: Value = { shape, dtype, origin: { kind: 'result' } };
    this.keep({
      kernel,
      inputs: Object.values(inputs),
      inputNames: Object.keys(inputs),
      attributes,
      outputs: [output],
      scope: this.#scope,
    });
    return output;
  }

  unary(kernel: string, x: Value, attributes: Attributes = {}): Value {
    const dtype = toBool.has(kernel) ? 'bool' : x.dtype;
    return this.call(kernel, { x }, { shape: x.shape, dtype }, attributes);
  }

  /** `a` and `b` are broadcast; a number stands for a constant of the type of the other operand. */
  binary(kernel: string, left: Value | number, right: Value | number): Value {
    const type = typeof left === 'number' ? (right as Value).dtype : left.dtype;
    const a = typeof left === 'number' ? filled(left, [], type) : left;
    const b = typeof right === 'number' ? filled(right, [], type) : right;
    const dtype = toBool.has(kernel) ? 'bool' : type;
    return this.call(kernel, { a, b }, { shape: broadcastShape(a.shape, b.shape), dtype });
  }

  /** `condition ? t : e`, all broadcast. */
  select(condition: Value, t: Value, e: Value): Value {
    const shape = broadcastShape(condition.shape, t.shape, e.shape);
    return this.call('Select', { condition, t, e }, { shape, dtype: t.dtype });
  }

  /** The value in another element type, or the value itself where it has that type. */
  cast(x: Value, dtype: DataType): Value {
    return x.dtype === dtype ? x : this.call('Cast', { x }, { shape: x.shape, dtype }, { dtype });
  }

  /** The same elements under another shape. */
  reshape(x: Value, shape: readonly number[]): Value {
    if (sameShape(x.shape, shape)) return x;
    return this.call('Reshape', { x }, { shape, dtype: x.dtype }, { shape });
  }

  /** Stretched to a shape; only renamed where nothing is repeated. */
  broadcast(x: Value, shape: readonly number[]): Value {
    if (x.shape.reduce((n, size) => n * size, 1) === shape.reduce((n, size) => n * size, 1)) {
      return this.reshape(x, shape);
    }
    return this.call('BroadcastTo', { x }, { shape, dtype: x.dtype }, { shape });
  }

  /** Reduced over `axes` (sorted, not negative), which vanish, or stay with size 1. */
  reduce(kernel: string, x: Value, axes: readonly number[], keepDims = false): Value {
    const kept = (size: number, axis: number): number => (axes.includes(axis) ? 1 : size);
    const shape = x.shape.filter((_, axis) => !axes.includes(axis));
    const reduced =
      axes.length === 0
        ? x
        : this.call(kernel, { x }, { shape, dtype: x.dtype }, { axis: axes, keepDims: false });
    return keepDims ? this.reshape(reduced, x.shape.map(kept)) : reduced;
  }
}
