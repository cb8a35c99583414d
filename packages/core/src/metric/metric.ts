/**
 * The contract of metrics.
 *
 * A metric is a pure triple: an initial state, a step from state and batch to state, and a result of a state.
 * That makes it exact over an epoch (never an average of batches) and a part of the captured train step. For
 * use by hand there is the stateful side as in Keras: `updateState`, `result`, `resetState`.
 */

import { dispose, keep, tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface MetricOptions {
  /** Name in the logs. @defaultValue the class name in snake case */
  readonly name?: string;
}

/** What a metric learns of one batch. */
export interface MetricBatch {
  readonly yTrue: Tensor;
  readonly yPred: Tensor;
  /** Weight of each sample. */
  readonly sampleWeight?: Tensor | undefined;
  /** Which values count. */
  readonly mask?: Tensor | undefined;
}

/** Whether a larger value is better; undefined where neither is. */
export type Direction = 'up' | 'down' | undefined;

export abstract class Metric<Options extends MetricOptions = MetricOptions>
  implements Serializable
{
  abstract readonly className: string;
  readonly module = 'keras.metrics';
  readonly name: string;
  readonly config: Resolved<Options>;
  /** Which way is better. */
  abstract readonly direction: Direction;
  #state: readonly Tensor[] | undefined;

  /** @param defaultName - Name where the options give none. */
  constructor(
    className: string,
    defaultName: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>>,
  ) {
    const all = { name: defaultName, ...defaults } as unknown as OptionDefaults<Options>;
    this.config = resolveOptions(className, options, all);
    this.name = this.config.name as string;
  }

  /** State before the first batch. The number and shapes of its tensors never change. */
  abstract initialState(): readonly Tensor[];

  /** State after one more batch. Must not read values of tensors. */
  abstract nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[];

  /** The value of the metric in a state: a scalar, or a vector for metrics per class. */
  abstract resultOf(state: readonly Tensor[]): Tensor;

  /** Takes in one batch. */
  updateState(
    yTrue: TensorLike,
    yPred: TensorLike,
    options: { readonly sampleWeight?: TensorLike } = {},
  ): void {
    const next = tidy(() => {
      const before = this.#state ?? this.initialState();
      const sampleWeight =
        options.sampleWeight === undefined ? undefined : tensor(options.sampleWeight, 'float32');
      const after = this.nextState(before, {
        yTrue: tensor(yTrue),
        yPred: tensor(yPred, 'float32'),
        sampleWeight,
      });
      return after.map(keep);
    });
    const old = this.#state ?? [];
    this.#state = next;
    dispose(...old.filter((state) => !next.includes(state)));
  }

  /** The value over all batches since the last reset. The caller disposes it. */
  result(): Tensor {
    return tidy(() => this.resultOf(this.#state ?? this.initialState()));
  }

  /** Forgets all batches. */
  resetState(): void {
    dispose(...(this.#state ?? []));
    this.#state = undefined;
  }
}
