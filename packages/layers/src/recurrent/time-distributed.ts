import type {
  AnyLayer,
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  SymbolicDataType,
  Tensor,
  Weight,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  isTensor,
  Layer,
  required,
  requireRank,
  reshape,
  scan,
  slice,
  sum,
  tidy,
} from '@myelin/core';
import { requireLayer } from '../core/require-layer.ts';
import { timeFirst } from './run-over-time.ts';
import { requireTimeMask } from './time-mask.ts';

/** A layer that takes one tensor and gives one. */
type PlainLayer = Layer<LayerOptions, object>;

export interface TimeDistributedOptions extends LayerOptions {
  /** What is applied to each time step: any layer with one input and one output. */
  readonly layer: PlainLayer | AnyLayer;
}

const defaults: OptionDefaults<OwnOptions<TimeDistributedOptions>> = { layer: required };

type NoWeights = Record<string, never>;

/**
 * One layer, with one set of weights, applied to every time step: `y(t) = layer(x(t))`.
 *
 * All time steps are computed at once, as samples of one batch. Layers that mix samples, as batch normalization does in training, take
 * them one after the other, so that each step has statistics of its own, as in Keras.
 *
 * @shape input `[batch, time, ...]`
 * @shape output that of `layer`, with the time axis after the batch axis
 * @weights those of `layer`
 * @throws {@link ArgumentError} `layer` is no layer, is stateful, or gives several outputs.
 * @throws {@link ShapeError} rank below 3, or a mask without the time axis.
 * @source As Keras 3 `TimeDistributed`, which forgets activity penalties of the layer inside; here they count.
 * @example
 * new TimeDistributed({ layer: new Dense({ units: 8 }) }).outputShape([null, 20, 3]) // => [null, 20, 8]
 */
export class TimeDistributed extends Layer<TimeDistributedOptions, NoWeights> {
  readonly className: string = 'TimeDistributed';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly layer: PlainLayer;

  constructor(options: TimeDistributedOptions) {
    super('TimeDistributed', options, defaults);
    const layer = requireLayer('TimeDistributed', 'layer', this.config.layer);
    requireStateless(layer);
    this.layer = layer as unknown as PlainLayer;
  }

  override get sublayers(): readonly AnyLayer[] {
    return [this.layer as unknown as AnyLayer];
  }

  outputShape(input: Shape): Shape {
    const inner: unknown = this.layer.outputShape(stepOf(input));
    if (Array.isArray(inner) && !inner.some(Array.isArray)) {
      const [batch = null, ...rest] = inner as Shape;
      return [batch, input[1] ?? null, ...rest];
    }
    throw new ArgumentError({
      where: 'TimeDistributed',
      problem: `\`layer\` must give one output, received ${this.layer.className} "${this.layer.name}"`,
      fix: 'wrap a layer with one output',
    });
  }

  override outputTypes(inputs: readonly SymbolicDataType[]): readonly SymbolicDataType[] {
    return this.layer.outputTypes(inputs);
  }

  /** The layer inside knows what it takes. */
  protected override get castsInput(): boolean {
    return false;
  }

  protected build(input: Shape): NoWeights {
    this.layer.buildFor(stepOf(input));
    return {};
  }

  protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
    const mask = pass.maskOf(x);
    if (mask) requireTimeMask('TimeDistributed', mask, x.shape);
    return this.layer.mixesSamples && pass.training
      ? this.#stepByStep(x, mask, pass)
      : this.#atOnce(x, mask, pass);
  }

  protected override computeMask(_x: Tensor, mask: Tensor | undefined): Tensor | undefined {
    return mask;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length;
  }

  /** All time steps as samples of one batch. */
  #atOnce(x: Tensor, mask: Tensor | undefined, pass: Pass): Tensor {
    const [batch = 1, time = 1] = x.shape;
    const fold = (one: Tensor): Tensor => reshape(one, [batch * time, ...one.shape.slice(2)]);
    // A mask of time steps says nothing about the axes that the layer inside has.
    const inner = mask && mask.rank > 2 ? { mask: fold(mask) } : {};
    const y = onlyTensor(this.layer.forward(fold(x), pass, inner));
    return reshape(y, [batch, time, ...y.shape.slice(1)]);
  }

  /** One time step after the other; what the layer changes in one goes on to the next. */
  #stepByStep(x: Tensor, mask: Tensor | undefined, pass: Pass): Tensor {
    const sequences = [timeFirst(x), ...(mask ? [timeFirst(mask)] : [])];
    const kept = this.#changedIn(sequences.map(firstOf), pass);
    const { carry, outputs } = scan({
      initial: kept.map((weight) => pass.read(weight)),
      sequences,
      step: ({ carry: before, slices: [now, real] }) => {
        const step = pass.step(new Map(kept.map((weight, i) => [weight, before[i] as Tensor])));
        const y = this.layer.forward(now as Tensor, step, real ? { mask: real } : {});
        const [first, ...others] = step.losses;
        const losses = first ? [others.reduce((total, loss) => add(total, loss), first)] : [];
        return {
          carry: kept.map((weight) => step.read(weight)),
          outputs: [onlyTensor(y), ...losses],
        };
      },
    });
    for (const [i, weight] of kept.entries()) update(pass, weight, carry[i]);
    const [y, losses] = outputs;
    if (losses) pass.losses.push(sum(losses));
    return timeFirst(y as Tensor);
  }

  /** The weights that a step changes, found by taking one. */
  #changedIn([x, real]: readonly Tensor[], pass: Pass): readonly Weight[] {
    const step = pass.step(new Map());
    tidy(() => void this.layer.forward(x as Tensor, step, real ? { mask: real } : {}));
    return [...step.updates.keys()];
  }
}

/** The first time step of a sequence that has the time axis first. */
function firstOf(sequence: Tensor): Tensor {
  const { shape } = sequence;
  const first = slice(
    sequence,
    shape.map(() => 0),
    [1, ...shape.slice(1)],
  );
  return reshape(first, shape.slice(1));
}

function update(pass: Pass, weight: Weight, value: Tensor | undefined): void {
  if (value) pass.update(weight, value);
}

/** @throws {@link ArgumentError} states would go on from time step to time step. */
function requireStateless(layer: AnyLayer): void {
  for (const inside of layer.sublayers) requireStateless(inside);
  if (!('stateful' in layer.config && layer.config.stateful)) return;
  throw new ArgumentError({
    where: 'TimeDistributed',
    problem: `\`layer\` must keep no states from batch to batch, received ${layer.className} "${layer.name}" with { stateful: true }`,
    fix: 'leave `stateful` out',
  });
}

/** Shape of one time step. */
function stepOf(input: Shape): Shape {
  requireRank('TimeDistributed', input, { min: 3 });
  return [input[0] ?? null, ...input.slice(2)];
}

function onlyTensor(y: unknown): Tensor {
  if (isTensor(y)) return y;
  throw new ArgumentError({
    where: 'TimeDistributed',
    problem: '`layer` must give one output',
    fix: 'wrap a layer with one output',
  });
}
