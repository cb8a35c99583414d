import type {
  ActivationFunction,
  Initializer,
  KnownShape,
  LayerConfig,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Padding,
  Pass,
  Shape,
  Tensor,
  WeightMaker,
} from '@myelin/core';
import {
  activation,
  add,
  concat,
  knownAxis,
  requireBoolean,
  required,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  reshape,
  split,
} from '@myelin/core';
import { convolve } from '../convolution/convolve.ts';
import { requireStridesOrDilation } from '../convolution/filter-layer.ts';
import type { DataFormat } from '../spatial/data-format.ts';
import {
  inFormat,
  requireDataFormat,
  shapeInFormat,
  shapeWithChannelsLast,
  withChannelsLast,
} from '../spatial/data-format.ts';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { repeated, requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import type { SlidingWindows } from '../spatial/sliding-windows.ts';
import { spanOf } from '../spatial/sliding-windows.ts';
import { windowShape } from '../spatial/window-shape.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe, weightRecipe } from '../weights/weight-recipe.ts';
import type { DropoutMasks } from './cell-dropout.ts';
import { drawMasks, dropped, requireDropout } from './cell-dropout.ts';
import { ForgetBias } from './forget-bias.ts';
import type { ForgetBiasOptions, GateOptions, RecurrentActivationOptions } from './gate-options.ts';
import { gateDefaults } from './gate-options.ts';
import { lstmStep } from './lstm-step.ts';
import type { CellArguments, CellStep, Recurrence } from './recurrent-cell.ts';
import { RecurrentCell } from './recurrent-cell.ts';
import type { TimeLoop, TimeLoopResult } from './run-over-time.ts';
import { runOverTime } from './run-over-time.ts';
import type { CellValues, CellWeights } from './vector-cell.ts';

/** Options of convolutions in a recurrent layer. */
export interface ConvLSTMCellOptions<Sizes extends PerAxis = PerAxis>
  extends LayerOptions,
    GateOptions,
    RecurrentActivationOptions,
    ForgetBiasOptions {
  /** Number of channels of the output and of each state. Whole number, at least 1. */
  readonly filters: number;
  /** Size of the window along each spatial axis; one number stands for all. */
  readonly kernelSize: number | Sizes;
  /** Steps between windows on the input; states are convolved with steps of 1. @defaultValue 1 along each axis */
  readonly strides?: number | Sizes;
  /** Of the input; states keep their size. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** Distance between the elements of a window on the input. @defaultValue 1 along each axis */
  readonly dilationRate?: number | Sizes;
}

export const convLstmCellDefaults = (
  axes: AxisCount,
): OptionDefaults<OwnOptions<ConvLSTMCellOptions>> => ({
  filters: required,
  kernelSize: required,
  strides: repeated(1, axes),
  padding: 'valid',
  dataFormat: 'channels_last',
  dilationRate: repeated(1, axes),
  ...gateDefaults,
  recurrentActivation: 'sigmoid',
  unitForgetBias: true,
});

/** Options that hold one number for each spatial axis. */
export const perAxisOptions = ['kernelSize', 'strides', 'dilationRate'] as const;

/**
 * One step of an LSTM with convolutions in the place of matrix products: with `i, f, g, o` the quarters of
 * `x * kernel + h * recurrentKernel + bias`, `c' = σ(f) · c + σ(i) · tanh(g)` and `h' = σ(o) · tanh(c')`.
 */
export class ConvLSTMCell extends RecurrentCell<ConvLSTMCellOptions, CellWeights> {
  readonly className: string = 'ConvLSTMCell';
  readonly #where: string;
  readonly #axes: AxisCount;
  readonly #kernelSize: PerAxis;
  readonly #windows: SlidingWindows & { readonly padding: Padding };
  readonly #format: DataFormat;
  readonly #activations: Record<'activation' | 'recurrentActivation', ActivationFunction>;
  readonly #kernel: WeightRecipe;
  readonly #recurrent: WeightRecipe;
  readonly #bias: WeightRecipe | undefined;

  /** @param where - The class that a user made, for messages. */
  constructor(axes: AxisCount, options: ConvLSTMCellOptions, where: string) {
    super('ConvLSTMCell', withPerAxis(options, perAxisOptions, axes), convLstmCellDefaults(axes));
    const config = this.config as LayerConfig<ConvLSTMCellOptions>;
    this.#where = where;
    this.#axes = axes;
    requireWholeNumber(where, 'filters', config.filters, { min: 1 });
    this.#kernelSize = requirePerAxis(where, 'kernelSize', config.kernelSize, axes);
    this.#windows = {
      strides: requirePerAxis(where, 'strides', config.strides, axes),
      padding: requireOneOf(where, 'padding', config.padding, ['valid', 'same']),
      dilation: requirePerAxis(where, 'dilationRate', config.dilationRate, axes),
    };
    requireStridesOrDilation(where, this.#windows.strides, this.#windows.dilation);
    this.#format = requireDataFormat(where, config.dataFormat);
    this.#activations = {
      activation: activation(where, config.activation),
      recurrentActivation: activation(where, config.recurrentActivation, 'recurrentActivation'),
    };
    requireBoolean(where, 'unitForgetBias', config.unitForgetBias);
    this.#kernel = weightRecipe(where, 'kernel', config);
    this.#recurrent = weightRecipe(where, 'recurrent', config);
    this.#bias = optionalRecipe(where, 'bias', config, 'useBias');
    requireDropout(where, config);
  }

  override get outputIsState(): boolean {
    return true;
  }

  stateShapes(input: Shape): readonly Shape[] {
    requireRank(this.#where, input, { exactly: this.#axes + 2 });
    const shape = shapeInFormat(this.#stateShape(input), this.#format);
    return [shape, shape];
  }

  protected build(input: Shape, weight: WeightMaker): CellWeights {
    const { filters, unitForgetBias } = this.config;
    const channels = shapeWithChannelsLast(input, this.#format).at(-1) as number;
    const size = 4 * filters;
    const [biasStart, biasOptions] = this.#bias ?? [];
    return {
      kernel: weight('kernel', [...this.#kernelSize, channels, size], ...this.#kernel),
      recurrentKernel: weight(
        'recurrent_kernel',
        [...this.#kernelSize, filters, size],
        ...this.#recurrent,
      ),
      bias: biasStart && weight('bias', [size], forgetting(biasStart, unitForgetBias), biasOptions),
    };
  }

  protected call(
    x: Tensor,
    values: CellValues,
    pass: Pass,
    options: CellArguments,
  ): readonly Tensor[] {
    const states = this.statesFor(x, options).map((state) => withChannelsLast(state, this.#format));
    const input = withChannelsLast(x, this.#format);
    const masks = this.#masks(input.shape, pass);
    const made = this.#stepper(values, masks)(this.#project(input, values, masks), states);
    return [made.output, ...made.states].map((one) => inFormat(one, this.#format));
  }

  /** Channels come last while the loop runs. */
  override over(sequence: Tensor, pass: Pass, loop: TimeLoop): TimeLoopResult {
    const [time = 1, batch = 1, ...sample] = sequence.shape;
    const images = withChannelsLast(reshape(sequence, [-1, ...sample]), this.#format);
    const recurrence = this.recurrence(
      reshape(images, [time, batch, ...images.shape.slice(1)]),
      pass,
    );
    const initial = loop.initial.map((state) => withChannelsLast(state, this.#format));
    const { output, states } = runOverTime(
      recurrence,
      { ...loop, initial },
      { shape: this.#stateShape([batch, ...sample]) as KnownShape, isState: true },
    );
    return {
      output: this.#outputsInFormat(output),
      states: states.map((state) => inFormat(state, this.#format)),
    };
  }

  protected override recurrence(sequence: Tensor, pass: Pass): Recurrence {
    const values = this.valuesIn(pass);
    const masks = this.#masks(sequence.shape.slice(1), pass);
    const step = this.#stepper(values, masks);
    return {
      sequences: [this.#project(sequence, values, masks)],
      step: ([projected], states) => step(projected as Tensor, states),
    };
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    const channels = (shape: Shape) => shapeWithChannelsLast(shape, this.#format).at(-1);
    return input.length === built.length && channels(input) === channels(built);
  }

  #stepper({ recurrentKernel }: CellValues, { state }: DropoutMasks) {
    const product = gateConvolutions(recurrentKernel, state, this.#axes);
    return (projected: Tensor, [h, c]: readonly Tensor[]): CellStep =>
      lstmStep(add(projected, product(h as Tensor)), c as Tensor, this.#activations);
  }

  /** `x * kernel + bias` for images of any number of axes before the spatial ones. */
  #project(x: Tensor, { kernel, bias }: CellValues, { input: masks }: DropoutMasks): Tensor {
    const before = x.shape.slice(0, -this.#axes - 1);
    const sample = x.shape.slice(-this.#axes - 1);
    const times = (given: Tensor, filters: Tensor): Tensor =>
      convolve(reshape(given, [-1, ...sample]), filters, this.#windows);
    const last = this.#axes + 1;
    const features =
      masks.length > 0
        ? concat(
            split(kernel, 4, last).map((part, gate) => times(dropped(x, masks, gate), part)),
            last,
          )
        : times(x, kernel);
    const sum = bias ? add(features, bias) : features;
    return reshape(sum, [...before, ...sum.shape.slice(1)]);
  }

  #masks(input: KnownShape, pass: Pass): DropoutMasks {
    const { dropout, recurrentDropout, seed } = this.config;
    // Keras ignores a rate of 1.
    const usable = (rate: number): number => (rate === 1 ? 0 : rate);
    const plan = {
      rate: usable(dropout),
      recurrentRate: usable(recurrentDropout),
      counts: [4, 4] as const,
      seed,
    };
    const state = this.#stateShape(shapeInFormat(input, this.#format)) as KnownShape;
    return drawMasks(plan, input, state, pass);
  }

  /** Shape of states, channels last. @throws {@link ShapeError} a size is not known. */
  #stateShape(input: Shape): Shape {
    const last = shapeWithChannelsLast(input, this.#format);
    for (const axis of last.keys()) if (axis > 0) knownAxis(this.#where, last, axis);
    const { strides, padding, dilation } = this.#windows;
    const size = this.#kernelSize.map((one, axis) => spanOf(one, dilation[axis] ?? 1));
    const sizes = windowShape(this.#where, last, { size, strides, padding });
    return [last[0] ?? null, ...sizes, this.config.filters];
  }

  /** Outputs of one step, or of all with the time axis first. */
  #outputsInFormat(output: Tensor): Tensor {
    if (output.rank === this.#axes + 2) return inFormat(output, this.#format);
    const [time = 1, batch = 1, ...sample] = output.shape;
    const images = inFormat(reshape(output, [-1, ...sample]), this.#format);
    return reshape(images, [time, batch, ...images.shape.slice(1)]);
  }
}

/** `h * kernel`, where masks drop other elements of `h` for each of the gates side by side in the kernel. */
function gateConvolutions(
  kernel: Tensor,
  masks: readonly Tensor[],
  axes: AxisCount,
): (h: Tensor) => Tensor {
  const ones = repeated(1, axes);
  const windows: SlidingWindows = { strides: ones, padding: 'same', dilation: ones };
  if (masks.length === 0) return (h) => convolve(h, kernel, windows);
  const kernels = split(kernel, 4, axes + 1);
  return (h) =>
    concat(
      kernels.map((part, gate) => convolve(dropped(h, masks, gate), part, windows)),
      axes + 1,
    );
}

function forgetting(start: Initializer, unitForgetBias: boolean): Initializer {
  return unitForgetBias ? new ForgetBias(start) : start;
}
