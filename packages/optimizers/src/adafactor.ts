import type {
  LearningRateSchedule,
  OptimizedWeight,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
  UpdateStep,
  WeightSlots,
} from '@myelin/core';
import {
  add,
  div,
  expandDims,
  maximum,
  mean,
  minimum,
  mul,
  pow,
  requireBoolean,
  requireNumber,
  rsqrt,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';

export interface AdafactorOptions extends OptimizerOptions {
  /** Largest relative step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Power, at most 0, of the step number by which new squared gradients count. @defaultValue `-0.8` */
  readonly beta2Decay?: number;
  /** Small number beside squared gradients, against division by zero. @defaultValue `1e-30` */
  readonly epsilon1?: number;
  /** Smallest root mean square of a weight that steps are relative to. @defaultValue `1e-3` */
  readonly epsilon2?: number;
  /** Largest root mean square of a move before it is scaled. @defaultValue `1` */
  readonly clipThreshold?: number;
  /** Kept as it is in Keras, where it makes no difference: steps shrink with `1/√t` either way. @defaultValue `true` */
  readonly relativeStep?: boolean;
}

export interface AdafactorSlots {
  /** Moving average of squared gradients, over the last axis; a zero for weights of rank below 2. */
  readonly row: Tensor;
  /** Moving average of squared gradients, over the axis before the last; a zero for weights of rank below 2. */
  readonly column: Tensor;
  /** What squared gradients are taken to be on average. */
  readonly velocity: Tensor;
}

/** Scalars of one update. */
interface AdafactorStep {
  /** Share of the new squared gradients. */
  readonly share: Tensor;
  /** Step size relative to the weight. */
  readonly relative: Tensor;
}

/**
 * Gradient over its root mean square, which of a matrix is kept by row and column only: `w ← w - α·u / max(1, rms(u)/d)`
 * with `u = g/√v`, `α = max(ε₂, rms(w))·min(η, 1/√t)`.
 *
 * `v ← (1 - s)·v + s·(g² + ε₁)` with `s = tᵖ`. Of a matrix, `r` is that average over rows, `c` over columns, and
 * `v = r·c / mean(r)`. (Keras holds that product too, so that there are as many slots as in its files.)
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Shazeer & Stern 2018, algorithms 4 and 5; steps and defaults as Keras 3 `Adafactor`.
 * @example
 * new Adafactor().slotLabels([{ path: 'k', shape: [2, 3] }]) // => ['row of k', 'column of k', 'velocity of k']
 */
export class Adafactor extends WeightwiseOptimizer<
  AdafactorOptions,
  AdafactorSlots,
  AdafactorStep
> {
  readonly className = 'Adafactor';
  protected readonly slotGroups: readonly SlotGroup[] = [{ perWeight: factoredSlots }];
  readonly #decay: number;
  readonly #epsilon1: number;
  readonly #epsilon2: number;
  readonly #threshold: number;

  constructor(options: AdafactorOptions = {}) {
    super('Adafactor', options, {
      learningRate: 0.001,
      beta2Decay: -0.8,
      epsilon1: 1e-30,
      epsilon2: 1e-3,
      clipThreshold: 1,
      relativeStep: true,
    });
    const { beta2Decay, epsilon1, epsilon2, clipThreshold, relativeStep } = this.config;
    this.#decay = requireNumber('Adafactor', 'beta2Decay', beta2Decay, { max: 0 });
    this.#epsilon1 = requireNumber('Adafactor', 'epsilon1', epsilon1, { min: 0 });
    this.#epsilon2 = requireNumber('Adafactor', 'epsilon2', epsilon2, { min: 0 });
    this.#threshold = requireNumber('Adafactor', 'clipThreshold', clipThreshold, { above: 0 });
    requireBoolean('Adafactor', 'relativeStep', relativeStep);
  }

  protected override common({ learningRate, updates }: UpdateStep): AdafactorStep {
    return {
      share: pow(updates, this.#decay),
      relative: minimum(learningRate, rsqrt(updates)),
    };
  }

  protected update(
    inputs: UpdateInputs<AdafactorSlots, AdafactorStep>,
  ): UpdateResult<AdafactorSlots> {
    const { value, gradient, slots, common } = inputs;
    const squares = add(square(gradient), this.#epsilon1);
    const after = value.rank < 2 ? whole(slots, squares, common) : factored(slots, squares, common);
    const move = div(gradient, sqrt(after.velocity));
    const step = mul(maximum(rootMeanSquare(value), this.#epsilon2), common.relative);
    const excess = maximum(div(rootMeanSquare(move), this.#threshold), 1);
    return { value: sub(value, mul(move, div(step, excess))), slots: after };
  }
}

function factoredSlots({ shape }: OptimizedWeight): WeightSlots {
  const isMatrix = shape.length >= 2;
  return [
    { name: 'row', shape: isMatrix ? shape.slice(0, -1) : [] },
    { name: 'column', shape: isMatrix ? [...shape.slice(0, -2), ...shape.slice(-1)] : [] },
    'velocity',
  ];
}

function whole(slots: AdafactorSlots, squares: Tensor, { share }: AdafactorStep): AdafactorSlots {
  return { ...slots, velocity: blend(slots.velocity, squares, share) };
}

function factored(
  slots: AdafactorSlots,
  squares: Tensor,
  { share }: AdafactorStep,
): AdafactorSlots {
  const row = blend(slots.row, mean(squares, -1), share);
  const column = blend(slots.column, mean(squares, -2), share);
  const relativeRow = div(row, mean(row, -1, true));
  return { row, column, velocity: mul(expandDims(relativeRow, -1), expandDims(column, -2)) };
}

/** `(1 - share)·old + share·x`. */
const blend = (old: Tensor, x: Tensor, share: Tensor): Tensor =>
  add(mul(old, sub(1, share)), mul(x, share));

const rootMeanSquare = (x: Tensor): Tensor => sqrt(mean(square(x)));
