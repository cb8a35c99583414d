import type {
  CallArguments,
  JsonRecord,
  KnownShape,
  LayerConfig,
  LayerOptions,
  MasksOf,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  Serializable,
  Shape,
  ShapesOf,
  Tensor,
  Tensors,
  Weight,
} from '@myelin/core';
import {
  Layer,
  regularizer,
  requireBoolean,
  requireRank,
  reshape,
  reverse,
  tensorsIn,
} from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import type { AnyCell } from './any-cell.ts';
import { KeptStates } from './kept-states.ts';
import { RecurrentCell, requireStates } from './recurrent-cell.ts';
import { timeFirst } from './run-over-time.ts';
import { requireTimeMask } from './time-mask.ts';

/** Options of all layers that run over sequences. */
export interface RecurrentOptions extends LayerOptions {
  /** Whether to give the outputs of all time steps, and not the last one alone. @defaultValue `false` */
  readonly returnSequences?: boolean;
  /** Whether to give the last states, too: the result is then a list. @defaultValue `false` */
  readonly returnState?: boolean;
  /** Whether to run from the last time step to the first; outputs stand in the order in which they come. @defaultValue `false` */
  readonly goBackwards?: boolean;
  /** Whether each batch begins with the states that the one before it left. See {@link RecurrentLayer.resetState}. @defaultValue `false` */
  readonly stateful?: boolean;
  /** Makes no difference here: loops are compiled as they are. Keras's files have it. @defaultValue `false` */
  readonly unroll?: boolean;
  /** Whether masked time steps give 0, and not the output before them. @defaultValue `false` */
  readonly zeroOutputForMask?: boolean;
}

export const recurrentDefaults: OptionDefaults<OwnOptions<RecurrentOptions>> = {
  returnSequences: false,
  returnState: false,
  goBackwards: false,
  stateful: false,
  unroll: false,
  zeroOutputForMask: false,
};

/** Arguments of a call beside the sequence. */
export interface RecurrentArguments {
  /** States before the first time step. @defaultValue zeros, or with `stateful` those that the batch before left */
  readonly initialState?: Tensor | readonly Tensor[] | undefined;
}

/** What those arguments are. */
export const recurrentArguments: CallArguments<RecurrentArguments> = { initialState: 'tensors' };

/** One tensor, or with `returnState` a list: the output, then the states. */
export type RecurrentResult<
  State extends boolean,
  States extends readonly Tensor[] = readonly Tensor[],
> = State extends true ? readonly [Tensor, ...States] : Tensor;

type NoWeights = Record<string, never>;

/** A layer that runs a cell over the time axis of its input. */
export abstract class RecurrentLayer<
  Options extends RecurrentOptions = RecurrentOptions,
  State extends boolean = boolean,
  States extends readonly Tensor[] = readonly Tensor[],
> extends Layer<Options, NoWeights, Tensor, RecurrentResult<State, States>, RecurrentArguments> {
  protected override readonly callArguments: CallArguments<RecurrentArguments> = recurrentArguments;
  /** What is computed in each time step. */
  abstract readonly cell: AnyCell;
  /** Whether masked time steps give 0. {@link Bidirectional} wants that of its layers. @internal */
  zeroOutputForMask: boolean;
  readonly #where: string;
  readonly #penalty: Regularizer | null;
  readonly #kept: KeptStates | undefined;

  /** @param where - Keras's name of the class. */
  constructor(where: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(where, options, defaults);
    const config = this.#options;
    for (const name of Object.keys(recurrentDefaults) as (keyof typeof recurrentDefaults)[]) {
      requireBoolean(where, name, config[name]);
    }
    this.#where = where;
    this.zeroOutputForMask = config.zeroOutputForMask;
    this.#penalty = regularizer(where, config.activityRegularizer ?? null, 'activityRegularizer');
    this.#kept = config.stateful ? new KeptStates(this.name) : undefined;
  }

  /** Choices of how Keras computes, which change no result, are left out. @internal */
  static fromKeras(
    { implementation: _, use_cudnn: __, ...config }: JsonRecord,
    usual: (config: JsonRecord) => Serializable,
  ): Serializable {
    return usual(config);
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return { ...usual(), zero_output_for_mask: this.zeroOutputForMask };
  }

  override get sublayers(): readonly AnyCell[] {
    return [this.cell];
  }

  override get mixesSamples(): boolean {
    return this.#options.stateful || super.mixesSamples;
  }

  /** With `stateful`, the states that the next batch begins with; none before the first batch. */
  get states(): readonly Weight[] {
    return this.#kept?.weights ?? [];
  }

  /** With `stateful`: lets the next batch begin with states of 0. */
  resetState(): void {
    this.#kept?.reset();
  }

  /** Ranks that the input may have. */
  protected get rank(): { readonly exactly?: number; readonly min?: number } {
    return { exactly: 3 };
  }

  outputShape(input: Shape): ShapesOf<RecurrentResult<State, States>> {
    const { returnSequences, returnState } = this.#options;
    const step = this.#stepOf(input);
    const [batch = null, ...features] = this.cell.stepShape(step);
    const output = returnSequences ? [batch, input[1] ?? null, ...features] : [batch, ...features];
    const all = returnState ? [output, ...this.cell.stateShapes(step)] : output;
    return all as unknown as ShapesOf<RecurrentResult<State, States>>;
  }

  protected build(input: Shape): NoWeights {
    this.cell.buildFor(this.#stepOf(input));
    return {};
  }

  protected call(
    x: Tensor,
    _weights: object,
    pass: Pass,
    { initialState }: RecurrentArguments,
  ): RecurrentResult<State, States> {
    const { returnSequences, returnState, goBackwards } = this.#options;
    const mask = pass.maskOf(x);
    if (mask) requireTimeMask(this.#where, mask, x.shape);
    const sequence = timeFirst(x);
    const step = sequence.shape.slice(1);
    // Built it is already; it looks at the shape.
    this.cell.buildFor(step);
    const kept = this.#kept?.read(this.cell.stateShapes(step) as readonly KnownShape[], pass);
    const given = this.#given(initialState, step);
    const { output, states } = this.cell.over(sequence, pass, {
      initial: given ?? kept ?? this.cell.initialStates(step),
      startsAtZero: !given && !kept && startsWithZeros(this.cell),
      mask,
      reverse: goBackwards,
      wantsAll: returnSequences,
      zeroOutputForMask: this.zeroOutputForMask,
    });
    this.#kept?.update(states, pass);
    const y = this.#inOrder(output);
    const results = returnState ? [states.includes(y) ? reshape(y, y.shape) : y, ...states] : [y];
    for (const result of results) addActivityPenalty(result, this.#penalty, pass);
    return (returnState ? results : y) as RecurrentResult<State, States>;
  }

  protected override computeMask(
    x: Tensor,
    mask: Tensor | undefined,
  ): MasksOf<RecurrentResult<State, States>> {
    const { returnSequences, returnState } = this.#options;
    const ofOutput = returnSequences ? mask : undefined;
    const ofStates = this.cell.stateShapes(this.#stepOf(x.shape)).map(() => undefined);
    const all = returnState ? [ofOutput, ...ofStates] : ofOutput;
    return all as MasksOf<RecurrentResult<State, States>>;
  }

  override dispose(): void {
    super.dispose();
    this.#kept?.dispose();
  }

  /** Outputs of all steps in the order in which they came, batch axis first; or the last one. */
  #inOrder(output: Tensor): Tensor {
    const { returnSequences, goBackwards } = this.#options;
    if (!returnSequences) return output;
    const inTime = timeFirst(output);
    return goBackwards ? reverse(inTime, 1) : inTime;
  }

  #given(initialState: Tensors | undefined, step: KnownShape): readonly Tensor[] | undefined {
    if (initialState === undefined) return undefined;
    const shapes = this.cell.stateShapes(step);
    return requireStates(this.#where, 'initialState', tensorsIn(initialState), shapes);
  }

  #stepOf(input: Shape): Shape {
    requireRank(this.#where, input, this.rank);
    return [input[0] ?? null, ...input.slice(2)];
  }

  get #options(): LayerConfig<RecurrentOptions & ActivityPenaltyOptions> {
    return this.config as unknown as LayerConfig<RecurrentOptions & ActivityPenaltyOptions>;
  }
}

function startsWithZeros(cell: AnyCell): boolean {
  return cell.initialStates === RecurrentCell.prototype.initialStates;
}
