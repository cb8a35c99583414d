import type { Tensor } from '@myelin/core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Operation, Value } from '../ir/program.ts';
import { BodyInputs } from '../ir/scan-operation.ts';

/** What a step used from outside. */
export interface Brought {
  readonly tensor: Tensor;
  /** The input of the step that stands for it. */
  readonly inner: Value;
}

/** What is called in a program, or in one step of a loop. */
export class Recording {
  /** Makes the inputs of a step. */
  readonly inputs: BodyInputs = new BodyInputs();
  readonly operations: Operation[] = [];
  readonly #owned = new Set<Value>();
  readonly #brought = new Map<Value, Brought>();

  /** What was used from outside, in the order in which it was. */
  get brought(): readonly Brought[] {
    return [...this.#brought.values()];
  }

  add(operation: Operation): void {
    this.operations.push(operation);
    for (const value of operation.outputs) this.#owned.add(value);
  }

  /** Notes an input. */
  own(value: Value): void {
    this.#owned.add(value);
  }

  owns(value: Value): boolean {
    return this.#owned.has(value);
  }

  /** The input that stands for a value from outside. */
  bring(value: Value, tensor: TensorInfo): Value {
    const known = this.#brought.get(value);
    if (known) return known.inner;
    const inner = this.inputs.add('constant', value);
    this.#owned.add(inner);
    this.#brought.set(value, { tensor: tensor as unknown as Tensor, inner });
    return inner;
  }
}
