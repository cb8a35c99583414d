import type { Constraint } from '../constraints/constraint.ts';
import { ShapeError, StateError } from '../errors/myelin-error.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { keep, tidy } from '../memory/memory.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapesAgree } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface WeightOptions {
  /** False for what is not learnt by gradients, such as moving averages. @defaultValue `true` */
  readonly trainable?: boolean;
  /** Penalty on the value, added to the loss. */
  readonly regularizer?: Regularizer | null;
  /** Projection applied after each update. */
  readonly constraint?: Constraint | null;
  /** @defaultValue `'float32'` */
  readonly dtype?: 'float32' | 'int32';
}

/** A named tensor that a layer owns and keeps between calls. */
export class Weight {
  /** `'kernel'` */
  readonly name: string;
  /** Name with its owners: `'sequential/dense/kernel'`. */
  path: string;
  readonly shape: KnownShape;
  readonly dtype: 'float32' | 'int32';
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Whether gradients may change it at all; a moving average never is trainable. */
  readonly learnable: boolean;
  /** Whether training changes it now; layers switch it when they are frozen. */
  trainable: boolean;
  #value: Tensor;

  constructor(
    path: string,
    shape: KnownShape,
    initializer: Initializer,
    {
      trainable = true,
      regularizer = null,
      constraint = null,
      dtype = 'float32',
    }: WeightOptions = {},
  ) {
    this.path = path;
    this.name = path.slice(path.lastIndexOf('/') + 1);
    this.shape = shape;
    this.dtype = dtype;
    this.regularizer = regularizer;
    this.constraint = constraint;
    this.learnable = trainable;
    this.trainable = trainable;
    this.#value = keep(tidy(() => cast(initializer.values(shape), dtype)));
  }

  /** Number of elements. */
  get size(): number {
    return this.#value.size;
  }

  /**
   * The present value. It belongs to the weight: do not dispose it.
   *
   * @throws {@link StateError} the weight was disposed.
   */
  get value(): Tensor {
    if (!this.#value.isDisposed) return this.#value;
    throw new StateError({
      where: this.path,
      problem: 'the weight was disposed and has no value any more',
      fix: 'build the layer anew',
    });
  }

  /**
   * Puts a copy of `value` in place of the present one.
   *
   * @throws {@link ShapeError} the shape differs.
   */
  assign(value: TensorLike): void {
    this.adopt(
      tidy(() => {
        const copy = cast(tensor(value), this.dtype);
        this.requireShape(copy.shape);
        return copy === value ? copy.reshape(this.shape) : copy;
      }),
    );
  }

  /** Takes over a tensor, which then belongs to the weight. */
  adopt(value: Tensor): void {
    this.requireShape(value.shape);
    if (value === this.#value) return;
    this.#value.dispose();
    this.#value = keep(value);
  }

  /** @throws {@link ShapeError} `shape` is not the shape of the weight. */
  requireShape(shape: KnownShape): void {
    if (shapesAgree(shape, this.shape)) return;
    throw new ShapeError({
      where: this.path,
      problem: `the weight has shape ${formatShape(this.shape)}, received ${formatShape(shape)}`,
      fix: 'pass a value of the shape of the weight',
    });
  }

  dispose(): void {
    if (!this.#value.isDisposed) this.#value.dispose();
  }
}
