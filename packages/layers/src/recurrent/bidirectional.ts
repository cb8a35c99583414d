import type {
  CallArguments,
  JsonRecord,
  LayerOptions,
  MasksOf,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  ShapesOf,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  concat,
  describe,
  div,
  Layer,
  mul,
  required,
  requireOneOf,
  reverse,
  serialize,
  shapesIn,
  tensorsIn,
} from '@myelin/core';
import { copyLayer } from './copy-layer.ts';
import type { RecurrentArguments, RecurrentOptions, RecurrentResult } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentArguments } from './recurrent-layer.ts';

/** How outputs of both directions become one: side by side, their sum, product or mean; null leaves them apart. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null;

/** A recurrent layer, whatever its options are. */
type AnyRecurrent<State extends boolean = boolean> = RecurrentLayer<RecurrentOptions, State>;

export interface BidirectionalOptions extends LayerOptions {
  /** The recurrent layer. A copy of it, with weights of its own, runs in each direction. */
  readonly layer: AnyRecurrent;
  /** @defaultValue `'concat'` */
  readonly mergeMode?: MergeMode;
  /** What runs in the other direction, in place of a copy of `layer`. @defaultValue `null` */
  readonly backwardLayer?: AnyRecurrent | null;
}

const defaults: OptionDefaults<OwnOptions<BidirectionalOptions>> = {
  layer: required,
  mergeMode: 'concat',
  backwardLayer: null,
};

/** One tensor, or a list where both directions stay apart or states are returned. */
export type BidirectionalResult<State extends boolean, Mode extends MergeMode> = Mode extends null
  ? readonly Tensor[]
  : RecurrentResult<State>;

type NoWeights = Record<string, never>;

/**
 * Two recurrent layers over one sequence, one from the first to the last time step, one from the last to the first; outputs of both
 * at one time are merged.
 *
 * With `returnSequences` in `layer`, masked steps give 0 in both directions. An `initialState` is a list: the states of the forward
 * layer, then those of the other.
 *
 * @shape input `[batch, time, features]`
 * @shape output as of `layer`, with `'concat'` twice as many features; a list where `mergeMode` is null (forward, backward) or
 * `layer` returns states (output, states of the forward layer, states of the other)
 * @weights those of `forward_<layer>`, then those of `backward_<layer>`
 * @throws {@link ArgumentError} an option is out of its domain, or the layers do not fit each other.
 * @throws {@link ShapeError} as of `layer`.
 * @source Schuster & Paliwal 1997; defaults as Keras 3 `Bidirectional`.
 * @example
 * new Bidirectional({ layer: new LSTM({ units: 8 }) }).outputShape([null, 20, 3]) // => [null, 16]
 */
export class Bidirectional<
  State extends boolean = false,
  Mode extends MergeMode = 'concat',
> extends Layer<
  BidirectionalOptions,
  NoWeights,
  Tensor,
  BidirectionalResult<State, Mode>,
  RecurrentArguments
> {
  readonly className: string = 'Bidirectional';
  protected override readonly callArguments: CallArguments<RecurrentArguments> = recurrentArguments;
  readonly forwardLayer: AnyRecurrent;
  readonly backwardLayer: AnyRecurrent;
  readonly #mergeMode: MergeMode;

  constructor(
    options: BidirectionalOptions & {
      readonly layer: AnyRecurrent<State>;
      readonly mergeMode?: Mode;
    },
  ) {
    super('Bidirectional', options, defaults);
    const { layer, backwardLayer, mergeMode } = this.config;
    requireRecurrent('layer', layer);
    this.#mergeMode = requireMergeMode(mergeMode);
    if (backwardLayer !== null) requireRecurrent('backwardLayer', backwardLayer);
    this.forwardLayer = copyLayer(layer, { name: prefixed('forward_', layer) });
    this.backwardLayer =
      backwardLayer ?? copyLayer(layer, { goBackwards: true, name: prefixed('backward_', layer) });
    requirePair(this.forwardLayer, this.backwardLayer);
    for (const one of this.sublayers) one.zeroOutputForMask = layer.config.returnSequences;
  }

  /** Keras writes the layers that it runs. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    return {
      ...usual(),
      layer: serialize(this.forwardLayer),
      backward_layer: serialize(this.backwardLayer),
    };
  }

  override get sublayers(): readonly AnyRecurrent[] {
    return [this.forwardLayer, this.backwardLayer];
  }

  /** With `stateful`: lets the next batch begin with states of 0. */
  resetState(): void {
    for (const layer of this.sublayers) layer.resetState();
  }

  outputShape(input: Shape): ShapesOf<BidirectionalResult<State, Mode>> {
    const { returnState } = this.forwardLayer.config;
    const [forward, backward] = this.sublayers.map((layer) => {
      const shapes = layer.outputShape(input);
      return (returnState ? shapes : [shapes]) as unknown as readonly Shape[];
    }) as [readonly Shape[], readonly Shape[]];
    const [y = [], ...forwardStates] = forward;
    const [yBack = [], ...backwardStates] = backward;
    const width = (y.at(-1) ?? 0) + (yBack.at(-1) ?? 0);
    const merged = this.#mergeMode === 'concat' ? [...y.slice(0, -1), width] : y;
    const outputs = this.#mergeMode === null ? [y, yBack] : [merged];
    return this.#result([...outputs, ...forwardStates, ...backwardStates]);
  }

  protected build(input: Shape): NoWeights {
    for (const layer of this.sublayers) layer.buildFor(input);
    return {};
  }

  protected call(
    x: Tensor,
    _weights: object,
    pass: Pass,
    { initialState }: RecurrentArguments,
  ): BidirectionalResult<State, Mode> {
    const given = initialState === undefined ? undefined : tensorsIn(initialState);
    const half = given && Math.floor(given.length / 2);
    const [y, ...states] = tensorsIn(
      this.forwardLayer.forward(x, pass, given ? { initialState: given.slice(0, half) } : {}),
    );
    const [yBack, ...statesBack] = tensorsIn(
      this.backwardLayer.forward(x, pass, given ? { initialState: given.slice(half) } : {}),
    );
    const outputs = this.#merged(y as Tensor, this.#inTime(yBack as Tensor));
    return this.#result([...outputs, ...states, ...statesBack]);
  }

  protected override computeMask(
    x: Tensor,
    mask: Tensor | undefined,
  ): MasksOf<BidirectionalResult<State, Mode>> {
    const ofOutput = this.forwardLayer.config.returnSequences ? mask : undefined;
    const count = this.#mergeMode === null ? 2 : 1;
    const shapes = shapesIn(this.outputShape(x.shape));
    return this.#result(shapes.map((_, i) => (i < count ? ofOutput : undefined)));
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  #merged(forward: Tensor, backward: Tensor): readonly Tensor[] {
    switch (this.#mergeMode) {
      case 'concat':
        return [concat([forward, backward], forward.rank - 1)];
      case 'sum':
        return [add(forward, backward)];
      case 'mul':
        return [mul(forward, backward)];
      case 'ave':
        return [div(add(forward, backward), 2)];
      default:
        return [forward, backward];
    }
  }

  /** The output of the backward layer, whose steps come in the order in which it takes them, at its own time. */
  #inTime(y: Tensor): Tensor {
    return this.backwardLayer.config.returnSequences ? reverse(y, 1) : y;
  }

  /** The one thing in a list, where the layer gives one thing. */
  #result<Result>(all: readonly unknown[]): Result {
    const isOne = this.#mergeMode !== null && !this.forwardLayer.config.returnState;
    return (isOne ? all[0] : all) as Result;
  }
}

function requireMergeMode(value: unknown): MergeMode {
  if (value === null) return null;
  const modes: readonly NonNullable<MergeMode>[] = ['concat', 'sum', 'mul', 'ave'];
  return requireOneOf('Bidirectional', 'mergeMode', value, modes);
}

function prefixed(prefix: string, { name }: AnyRecurrent): string {
  return name.startsWith(prefix) ? name : `${prefix}${name}`;
}

function requireRecurrent(option: string, value: unknown): void {
  if (value instanceof RecurrentLayer) return;
  throw new ArgumentError({
    where: 'Bidirectional',
    problem: `\`${option}\` must be a recurrent layer, received ${describe(value)}`,
    fix: `pass for example { ${option}: new LSTM({ units: 8 }) }; for a cell of your own, new RNN({ cell })`,
  });
}

/** @throws {@link ArgumentError} they run in one direction, or give different things. */
function requirePair(forward: AnyRecurrent, backward: AnyRecurrent): void {
  const fail = (problem: string, fix: string): never => {
    throw new ArgumentError({ where: 'Bidirectional', problem, fix });
  };
  if (forward.config.goBackwards === backward.config.goBackwards) {
    fail(
      `\`layer\` and \`backwardLayer\` must run in different directions, received { goBackwards: ${forward.config.goBackwards} } for both`,
      'pass { goBackwards: true } to the layer that is `backwardLayer`',
    );
  }
  for (const name of ['stateful', 'returnSequences', 'returnState'] as const) {
    if (forward.config[name] === backward.config[name]) continue;
    fail(
      `\`layer\` and \`backwardLayer\` must have the same \`${name}\`, received ${forward.config[name]} and ${backward.config[name]}`,
      `pass { ${name}: ${forward.config[name]} } to both`,
    );
  }
}
