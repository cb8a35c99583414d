import type {
  ActivationFunction,
  Initializer,
  KnownShape,
  LayerConfig,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  activation,
  add,
  concat,
  knownAxis,
  matMul,
  required,
  requireRank,
  requireWholeNumber,
  reshape,
  split,
} from '@myelin/core';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe, weightRecipe } from '../weights/weight-recipe.ts';
import type { DropoutMasks, MaskPlan } from './cell-dropout.ts';
import { drawMasks, dropped, requireDropout } from './cell-dropout.ts';
import type { UnitOptions } from './gate-options.ts';
import { gateDefaults } from './gate-options.ts';
import type { CellArguments, CellStep, Recurrence } from './recurrent-cell.ts';
import { RecurrentCell } from './recurrent-cell.ts';

export interface VectorCellOptions extends LayerOptions, UnitOptions {}

export const unitDefaults: OptionDefaults<OwnOptions<VectorCellOptions>> = {
  units: required,
  ...gateDefaults,
};

export type CellWeights = {
  readonly kernel: Weight;
  readonly recurrentKernel: Weight;
  /** Undefined with `useBias: false`. */
  readonly bias: Weight | undefined;
};

export type CellValues = WeightValues<CellWeights>;

/** One step: from what the input contributes, and the states before it. */
export type Stepper = (projected: Tensor, states: readonly Tensor[]) => CellStep;

/**
 * Cells whose input and states are vectors: `x · kernel + bias` for all gates side by side is computed for all time steps at
 * once; `h · recurrentKernel` in each.
 */
export abstract class VectorCell<Options extends VectorCellOptions> extends RecurrentCell<
  Options,
  CellWeights
> {
  protected readonly units: number;
  protected readonly activation: ActivationFunction;
  readonly #gates: number;
  readonly #where: string;
  readonly #plan: Omit<MaskPlan, 'counts'>;
  readonly #kernel: WeightRecipe;
  readonly #recurrent: WeightRecipe;
  readonly #bias: WeightRecipe | undefined;

  /**
   * @param where - The class that a user made, for messages.
   * @param gates - How many vectors of `units` numbers a step computes.
   */
  constructor(
    where: string,
    className: string,
    gates: number,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
  ) {
    super(className, options, defaults);
    const config = this.config as LayerConfig<VectorCellOptions>;
    this.#where = where;
    this.#gates = gates;
    this.units = requireWholeNumber(where, 'units', config.units, { min: 1 });
    this.activation = activation(where, config.activation);
    this.#kernel = weightRecipe(where, 'kernel', config);
    this.#recurrent = weightRecipe(where, 'recurrent', config);
    this.#bias = optionalRecipe(where, 'bias', config, 'useBias');
    requireDropout(where, config);
    const { dropout: rate, recurrentDropout: recurrentRate, seed } = config;
    this.#plan = { rate, recurrentRate, seed };
  }

  /** Number of states. */
  protected abstract readonly stateCount: number;

  /** How a step goes on from what the input contributes. */
  protected abstract stepper(values: CellValues, masks: DropoutMasks): Stepper;

  /** Masks of inputs and states, where there are any: one for all gates, or one for each. */
  protected maskCounts(recurrentRate: number): readonly [input: number, state: number] {
    // Keras computes gate by gate where states are dropped, and drops for each gate others.
    return recurrentRate === 0 ? [1, 0] : [this.#gates, this.#gates];
  }

  /** Whether a rate of 1 drops all. Keras's cells with gates ignore it. */
  protected get dropsAll(): boolean {
    return false;
  }

  protected biasShape(size: number): KnownShape {
    return [size];
  }

  /** How the bias starts, by the initializer of the options. */
  protected biasStart(initializer: Initializer): Initializer {
    return initializer;
  }

  /** The part of the bias that is added to `x · kernel`; undefined without bias. */
  protected inputBias({ bias }: CellValues): Tensor | undefined {
    return bias;
  }

  override get outputIsState(): boolean {
    return true;
  }

  stateShapes(input: Shape): readonly Shape[] {
    requireRank(this.#where, input, { exactly: 2 });
    knownAxis(this.#where, input, 1);
    const [batch = null] = input;
    return Array.from({ length: this.stateCount }, () => [batch, this.units]);
  }

  protected build(input: Shape, weight: WeightMaker): CellWeights {
    const size = this.#gates * this.units;
    const features = knownAxis(this.#where, input, 1);
    return {
      kernel: weight('kernel', [features, size], ...this.#kernel),
      recurrentKernel: weight('recurrent_kernel', [this.units, size], ...this.#recurrent),
      bias:
        this.#bias &&
        weight('bias', this.biasShape(size), this.biasStart(this.#bias[0]), this.#bias[1]),
    };
  }

  protected call(
    x: Tensor,
    values: CellValues,
    pass: Pass,
    options: CellArguments,
  ): readonly Tensor[] {
    const states = this.statesFor(x, options);
    const masks = this.#masks(x.shape, pass);
    const step = this.stepper(values, masks);
    const { output, states: next } = step(this.#project(x, values, masks), states);
    return [output, ...next];
  }

  protected override recurrence(sequence: Tensor, pass: Pass): Recurrence {
    const values = this.valuesIn(pass);
    const masks = this.#masks(sequence.shape.slice(1), pass);
    const step = this.stepper(values, masks);
    return {
      sequences: [this.#project(sequence, values, masks)],
      step: ([projected], states) => step(projected as Tensor, states),
    };
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.at(-1) === built.at(-1);
  }

  #masks(input: KnownShape, pass: Pass): DropoutMasks {
    const usable = (rate: number): number => (rate === 1 && !this.dropsAll ? 0 : rate);
    const { rate, recurrentRate, seed } = this.#plan;
    const plan = {
      rate: usable(rate),
      recurrentRate: usable(recurrentRate),
      counts: this.maskCounts(recurrentRate),
      seed,
    };
    return drawMasks(plan, input, [input[0] ?? 1, this.units], pass);
  }

  /** `x · kernel + bias` over the last axis. */
  #project(x: Tensor, values: CellValues, { input: masks }: DropoutMasks): Tensor {
    const features = x.shape.at(-1) ?? 1;
    const times = (given: Tensor, kernel: Tensor): Tensor =>
      matMul(reshape(given, [-1, features]), kernel);
    const { kernel } = values;
    const product =
      masks.length > 1
        ? concat(
            split(kernel, this.#gates, 1).map((part, gate) => times(dropped(x, masks, gate), part)),
            1,
          )
        : times(dropped(x, masks, 0), kernel);
    const bias = this.inputBias(values);
    const sum = bias ? add(product, bias) : product;
    return reshape(sum, [...x.shape.slice(0, -1), this.#gates * this.units]);
  }
}

/** `h · kernel`, where masks drop other elements of `h` for each of the gates side by side in the kernel. */
export function gateProducts(
  kernel: Tensor,
  masks: readonly Tensor[],
  gates: number,
): (h: Tensor) => Tensor {
  if (masks.length <= 1) return (h) => matMul(dropped(h, masks, 0), kernel);
  const kernels = split(kernel, gates, 1);
  return (h) =>
    concat(
      kernels.map((part, gate) => matMul(dropped(h, masks, gate), part)),
      1,
    );
}
