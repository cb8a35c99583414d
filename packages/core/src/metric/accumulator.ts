/**
 * What grows over batches: metrics, and the running mean and sum of plain values.
 *
 * An accumulator is a pure triple: an initial state, a step from state and batch to state, and a result of a state.
 * That makes it exact over an epoch (never an average of batches) and a part of the captured train step. For use by
 * hand there is the stateful side as in Keras: `updateState`, `result`, `resetState`.
 */

import { snakeCase } from '../layer/layer-name.ts';
import { dispose, keep, tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import type { Tensor } from '../tensors/tensor.ts';

export interface MetricOptions {
  /** Name in the logs. @defaultValue the class name in snake case */
  readonly name?: string;
}

export abstract class Accumulator<Options extends MetricOptions, Batch> implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.metrics';
  readonly name: string;
  readonly config: Resolved<Options>;
  #state: readonly Tensor[] | undefined;

  /** @param defaults - Default of every option of the class's own. */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>>,
  ) {
    const all = { name: snakeCase(className), ...defaults } as unknown as OptionDefaults<Options>;
    this.config = resolveOptions(className, options, all);
    this.name = this.config.name as string;
  }

  /** State before the first batch. The number and shapes of its tensors never change. */
  abstract initialState(): readonly Tensor[];

  /** State after one more batch. Must not read values of tensors. */
  abstract nextState(state: readonly Tensor[], batch: Batch): readonly Tensor[];

  /** The value in a state: a scalar, or a vector for metrics per class. */
  abstract resultOf(state: readonly Tensor[]): Tensor;

  /** The value over all batches since the last reset. The caller disposes it. */
  result(): Tensor {
    return tidy(() => this.resultOf(this.#state ?? this.initialState()));
  }

  /** Forgets all batches. */
  resetState(): void {
    dispose(...(this.#state ?? []));
    this.#state = undefined;
  }

  /** Takes in one batch. What `makeBatch` allocates is given back. */
  protected advance(makeBatch: () => Batch): void {
    const before = this.#state ?? [];
    const after = tidy(() => {
      const state = this.#state ?? this.initialState();
      return this.nextState(state, makeBatch()).map(keep);
    });
    this.#state = after;
    dispose(...before.filter((tensor) => !after.includes(tensor)));
  }
}
