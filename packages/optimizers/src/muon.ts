import type {
  LearningRateSchedule,
  OptimizedWeight,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
  UpdateStep,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  describe,
  div,
  mul,
  requireBoolean,
  requireNumber,
  requireWholeNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';
import { adamStepSize } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';
import { orthogonalize } from './newton-schulz.ts';

export interface MuonOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Decay of the matrices that Muon itself updates; null for none. @defaultValue `0.004` */
  readonly weightDecay?: number | null;
  /** `beta1` of the weights that Adam updates. @defaultValue `0.9` */
  readonly adamBeta1?: number;
  /** `beta2` of the weights that Adam updates. @defaultValue `0.999` */
  readonly adamBeta2?: number;
  /** `epsilon` of the weights that Adam updates. @defaultValue `1e-7` */
  readonly epsilon?: number;
  /** Regular expressions: weights in whose path one is found are updated by Adam. @defaultValue `[]` */
  readonly excludeLayers?: readonly string[];
  /** Factor of `X` in a Newton–Schulz step. @defaultValue `3.4445` */
  readonly muonA?: number;
  /** Factor of `X·Xᵀ·X`. @defaultValue `-4.775` */
  readonly muonB?: number;
  /** Factor of `(X·Xᵀ)²·X`. @defaultValue `2.0315` */
  readonly muonC?: number;
  /** Adam's step size over that of Muon. @defaultValue `1` */
  readonly adamLrRatio?: number;
  /** Share in [0, 1] of the sum of former gradients that stays. @defaultValue `0.95` */
  readonly momentum?: number;
  /** Newton–Schulz steps, at least 0. @defaultValue `5` */
  readonly nsSteps?: number;
  /** Whether the gradient is added to the momentum once more. @defaultValue `true` */
  readonly nesterov?: boolean;
  /** Whether Adam updates weights in whose path `embedding` stands. @defaultValue `true` */
  readonly excludeEmbeddings?: boolean;
  /** Decay of the weights that Adam updates; null for none. @defaultValue `0.004` */
  readonly adamWeightDecay?: number | null;
  /** Root mean square of a move over the step size; null to leave moves as they are. @defaultValue `0.2` */
  readonly rmsRate?: number | null;
}

export interface MuonSlots {
  /** Sum of gradients, where older ones count less; for Adam their moving average. */
  readonly momentum: Tensor;
  /** Moving average of the squared gradient; there only where Adam updates. */
  readonly velocity?: Tensor;
}

interface MuonStep {
  readonly adamStepSize: Tensor;
}

/**
 * Momentum made orthogonal, for matrices: `w ← w - η·ρ·√max(rows, columns)·orthogonal(g + μ·m)` with `m ← μ·m + g`.
 * All else is updated as {@link AdamW} does.
 *
 * Matrices are the weights of rank 2, without those of embeddings and of `excludeLayers`, where the last dense layer
 * belongs: `new Muon({ excludeLayers: ['output'] })`. Orthogonal is what five Newton–Schulz steps make of it: all
 * singular values are near 1.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Jordan et al. 2024, "Muon: an optimizer for hidden layers"; `ρ·√max(…)`: Liu et al. 2025, section 2.2;
 * defaults as Keras 3 `Muon`.
 * @example
 * new Muon().slotLabels([{ path: 'k', shape: [2, 3] }, { path: 'b', shape: [3] }])
 * // => ['momentum of k', 'momentum of b', 'velocity of b']
 */
export class Muon extends WeightwiseOptimizer<MuonOptions, MuonSlots, MuonStep> {
  readonly className = 'Muon';
  protected readonly slotGroups: readonly SlotGroup[] = [
    { perWeight: (weight) => (this.#isForAdam(weight) ? ['momentum', 'velocity'] : ['momentum']) },
  ];
  readonly #excluded: readonly RegExp[];

  constructor(options: MuonOptions = {}) {
    super('Muon', options, {
      learningRate: 0.001,
      weightDecay: 0.004,
      adamBeta1: 0.9,
      adamBeta2: 0.999,
      epsilon: 1e-7,
      excludeLayers: [],
      muonA: 3.4445,
      muonB: -4.775,
      muonC: 2.0315,
      adamLrRatio: 1,
      momentum: 0.95,
      nsSteps: 5,
      nesterov: true,
      excludeEmbeddings: true,
      adamWeightDecay: 0.004,
      rmsRate: 0.2,
    });
    const { config } = this;
    requireNumber('Muon', 'adamBeta1', config.adamBeta1, { min: 0, below: 1 });
    requireNumber('Muon', 'adamBeta2', config.adamBeta2, { min: 0, below: 1 });
    requireNumber('Muon', 'epsilon', config.epsilon, { min: 0 });
    for (const name of ['muonA', 'muonB', 'muonC'] as const) {
      requireNumber('Muon', name, config[name]);
    }
    requireNumber('Muon', 'adamLrRatio', config.adamLrRatio, { min: 0 });
    requireNumber('Muon', 'momentum', config.momentum, { min: 0, max: 1 });
    requireWholeNumber('Muon', 'nsSteps', config.nsSteps, { min: 0 });
    requireBoolean('Muon', 'nesterov', config.nesterov);
    requireBoolean('Muon', 'excludeEmbeddings', config.excludeEmbeddings);
    for (const name of ['adamWeightDecay', 'rmsRate'] as const) {
      if (config[name] !== null) requireNumber('Muon', name, config[name], { min: 0 });
    }
    this.#excluded = patterns(config.excludeLayers);
  }

  protected override weightDecayOf(weight: OptimizedWeight): number | null {
    const { weightDecay, adamWeightDecay } = this.config;
    return this.#isForAdam(weight) ? adamWeightDecay : weightDecay;
  }

  protected override common(step: UpdateStep): MuonStep {
    const { adamBeta1, adamBeta2, adamLrRatio } = this.config;
    return { adamStepSize: mul(adamStepSize(step, adamBeta1, adamBeta2), adamLrRatio) };
  }

  protected update(inputs: UpdateInputs<MuonSlots, MuonStep>): UpdateResult<MuonSlots> {
    const { velocity } = inputs.slots;
    return velocity ? this.#adamUpdate(inputs, velocity) : this.#muonUpdate(inputs);
  }

  #muonUpdate(inputs: UpdateInputs<MuonSlots>): UpdateResult<MuonSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const { momentum: share, nesterov, nsSteps, muonA, muonB, muonC, rmsRate } = this.config;
    const momentum = add(mul(slots.momentum, share), gradient);
    const direction = nesterov ? add(gradient, mul(momentum, share)) : momentum;
    const move = orthogonalize(direction, nsSteps, [muonA, muonB, muonC]);
    const length = rmsRate === null ? 1 : rmsRate * Math.sqrt(Math.max(...value.shape));
    return { value: sub(value, mul(move, mul(learningRate, length))), slots: { momentum } };
  }

  #adamUpdate(
    { value, gradient, slots, common }: UpdateInputs<MuonSlots, MuonStep>,
    before: Tensor,
  ): UpdateResult<MuonSlots> {
    const { adamBeta1, adamBeta2, epsilon } = this.config;
    const momentum = movingAverage(slots.momentum, gradient, adamBeta1);
    const velocity = movingAverage(before, square(gradient), adamBeta2);
    const move = div(mul(momentum, common.adamStepSize), add(sqrt(velocity), epsilon));
    return { value: sub(value, move), slots: { momentum, velocity } };
  }

  #isForAdam({ path, shape }: OptimizedWeight): boolean {
    if (shape.length !== 2) return true;
    if (this.config.excludeEmbeddings && path.toLowerCase().includes('embedding')) return true;
    return this.#excluded.some((pattern) => pattern.test(path));
  }
}

function patterns(texts: readonly string[]): RegExp[] {
  try {
    if (texts.every((text) => typeof text === 'string'))
      return texts.map((text) => new RegExp(text));
  } catch {
    // What is no list, or no regular expression, is answered below.
  }
  throw new ArgumentError({
    where: 'Muon',
    problem: `\`excludeLayers\` must be a list of regular expressions as strings, received ${describe(texts)}`,
    fix: "pass for example { excludeLayers: ['output'] }",
  });
}
