/**
 * Values that live on from step to step: weights, slots of optimizers, metrics.
 *
 * While programs train a model, the present value lies in the memory of a session and not in a tensor. A cell knows
 * where it is, and fetches it when somebody asks.
 */

import type { NumericArray, TensorDataType } from '../arrays/data-type.ts';
import { StateError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { shapeSize } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { currentStandIns } from './cell-stand-ins.ts';
import { keep } from './memory.ts';

/** Keeps copies of states outside of tensors, for example in the memory of a session. */
export interface StateHome {
  /** Copy of what a state is there. */
  read(cell: StateCell): NumericArray;
  /** Tells that what it keeps of a state is not the present value any more. */
  outdate(cell: StateCell): void;
}

/** A value of fixed shape that is replaced from step to step, held by a tensor, by homes, or by both. */
export class StateCell {
  /** What messages call it. */
  readonly name: string;
  readonly shape: KnownShape;
  readonly dtype: TensorDataType;
  /** Stays when it is outdated, so that the number of tensors does not change with who computes. */
  #tensor: Tensor | undefined;
  #isTensorCurrent = true;
  /** Homes that keep the present value. */
  readonly #homes: StateHome[] = [];
  #isDisposed = false;
  #isInitial = false;

  /** @param first - A tensor, which then belongs to the cell, or numbers of which one is made when it is needed. */
  constructor(
    name: string,
    shape: KnownShape,
    dtype: TensorDataType,
    first: Tensor | NumericArray,
  ) {
    this.name = name;
    this.shape = shape;
    this.dtype = dtype;
    currentStandIns()?.onMade(this);
    if (ArrayBuffer.isView(first)) this.write(first);
    else this.#tensor = keep(first);
    this.#isInitial = true;
  }

  /** Number of elements. */
  get size(): number {
    return shapeSize(this.shape);
  }

  /** Whether no value has taken the place of the first one. */
  get isInitial(): boolean {
    return this.#isInitial;
  }

  get isDisposed(): boolean {
    return this.#isDisposed || (this.#isTensorCurrent && this.#tensor?.isDisposed === true);
  }

  /** The present value. It belongs to the cell: do not dispose it. */
  get value(): Tensor {
    const standIns = currentStandIns();
    if (standIns) return standIns.valueOf(this);
    if (!this.#isTensorCurrent || !this.#tensor) {
      const fetched = keep(tensor(this.#homeValue(), this.dtype, this.shape));
      this.#replace(fetched);
      return fetched;
    }
    return this.#tensor;
  }

  /** Copy of the present value, for which no tensor is made. */
  read(): NumericArray {
    return this.#isTensorCurrent && this.#tensor ? this.#tensor.dataSync() : this.#homeValue();
  }

  /** Takes over a tensor as the present value. */
  adopt(value: Tensor): void {
    if (this.#isTensorCurrent && value === this.#tensor) return;
    this.#isInitial = false;
    this.#replace(keep(value));
    this.#outdateHomes();
  }

  /** Makes a copy of `values` the present value; a tensor is made of it when it is needed. */
  write(values: NumericArray): void {
    const held = values.slice();
    this.changedAt({ read: () => held.slice(), outdate: () => {} });
  }

  /** Notes that a home keeps the present value too. */
  copiedTo(home: StateHome): void {
    if (!this.#homes.includes(home)) this.#homes.push(home);
  }

  /** Notes that a home keeps a newer value. */
  changedAt(home: StateHome): void {
    const isAlone = this.#homes.length === 1 && this.#homes[0] === home;
    if (isAlone && !this.#isTensorCurrent) return;
    this.#isInitial = false;
    this.#isTensorCurrent = false;
    this.#outdateHomes(home);
    this.#homes.push(home);
  }

  /** Lets a home forget the state; the value is fetched first if it is nowhere else. */
  leave(home: StateHome): void {
    const at = this.#homes.indexOf(home);
    if (at < 0) return;
    if (!this.#isDisposed && !this.#isTensorCurrent && this.#homes.length === 1) {
      this.write(home.read(this));
    } else {
      this.#homes.splice(at, 1);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#isTensorCurrent = false;
    this.#outdateHomes();
    if (this.#tensor && !this.#tensor.isDisposed) this.#tensor.dispose();
  }

  #homeValue(): NumericArray {
    const home = this.#homes[0];
    if (home && !this.#isDisposed) return home.read(this);
    throw new StateError({
      where: this.name,
      problem: 'it was disposed and has no value any more',
      fix: 'build the layer anew, or compile the model again',
    });
  }

  #replace(value: Tensor): void {
    if (this.#tensor && this.#tensor !== value && !this.#tensor.isDisposed) this.#tensor.dispose();
    this.#tensor = value;
    this.#isTensorCurrent = true;
  }

  #outdateHomes(except?: StateHome): void {
    for (const home of this.#homes.splice(0)) if (home !== except) home.outdate(this);
  }
}
