import type { NumericArray } from '../arrays/data-type.ts';
import { convert } from '../arrays/data-type.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError, ShapeError, StateError } from '../errors/myelin-error.ts';
import { Initializer } from '../initializers/initializer.ts';
import { tidy } from '../memory/memory.ts';
import { StateCell } from '../memory/state-cell.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { requireShapes } from '../shapes/require-shapes.ts';
import { requireRoom } from '../shapes/room.ts';
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

/** A named value that a layer owns and keeps between calls. */
export class Weight {
  /** `'kernel'` */
  readonly name: string;
  /** Name with its owners: `'sequential/dense/kernel'`. */
  path: string;
  readonly dtype: 'float32' | 'int32';
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Whether gradients may change it at all; a moving average never is trainable. */
  readonly learnable: boolean;
  /** Whether training changes it now; layers switch it when they are frozen. */
  trainable: boolean;
  /** Where the value is, and how it gets from there to elsewhere. @internal */
  readonly cell: StateCell;

  /**
   * @param start - How it starts: an initializer, or numbers.
   * @throws {@link ShapeError} it would have more elements than any memory holds.
   */
  constructor(
    path: string,
    shape: KnownShape,
    start: Initializer | NumericArray,
    {
      trainable = true,
      regularizer = null,
      constraint = null,
      dtype = 'float32',
    }: WeightOptions = {},
  ) {
    requireStart(path, start);
    requireShapes(path, 'a weight', shape);
    requireRoom(path, 'a weight', shape);
    this.path = path;
    this.name = path.slice(path.lastIndexOf('/') + 1);
    this.dtype = dtype;
    this.regularizer = regularizer;
    this.constraint = constraint;
    this.learnable = trainable;
    this.trainable = trainable;
    const first = ArrayBuffer.isView(start) ? start : tidy(() => cast(start.values(shape), dtype));
    this.cell = new StateCell(path, shape, dtype, first);
  }

  get shape(): KnownShape {
    return this.cell.shape;
  }

  /** Whether it still has the value that it was made with. */
  get isInitial(): boolean {
    return this.cell.isInitial;
  }

  /** Number of elements. */
  get size(): number {
    return this.cell.size;
  }

  /**
   * The present value. It belongs to the weight: do not dispose it.
   *
   * @throws {@link StateError} the weight was disposed.
   */
  get value(): Tensor {
    this.#requireAlive();
    return this.cell.value;
  }

  /**
   * Copy of the present value in ordinary memory.
   *
   * @throws {@link StateError} the weight was disposed.
   */
  read(): NumericArray {
    this.#requireAlive();
    return this.cell.read();
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

  /**
   * Puts a copy of numbers in place of the present value; no tensor is made before it is needed.
   *
   * @throws {@link ShapeError} there are more or fewer of them than elements.
   */
  write(values: NumericArray): void {
    if (values.length !== this.size) this.requireShape([values.length]);
    this.cell.write(convert(values, this.dtype));
  }

  /** Takes over a tensor, which then belongs to the weight. */
  adopt(value: Tensor): void {
    this.requireShape(value.shape);
    this.cell.adopt(value);
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
    this.cell.dispose();
  }

  #requireAlive(): void {
    if (!this.cell.isDisposed) return;
    throw new StateError({
      where: this.path,
      problem: 'the weight was disposed and has no value any more',
      fix: 'build the layer anew',
    });
  }
}

function requireStart(path: string, start: unknown): void {
  if (start instanceof Initializer || ArrayBuffer.isView(start)) return;
  throw new ArgumentError({
    where: path,
    problem: `a weight must start with an Initializer or a typed array, received ${describe(start)}`,
    fix: "pass for example new Zeros(), or initializer('MyLayer', 'zeros') for a name",
  });
}
