/**
 * What grows over batches: metrics, and the running mean and sum of plain values.
 *
 * An accumulator is a pure triple: an initial state, a step from state and batch to state, and a result of a state.
 * That makes it exact over an epoch (never an average of batches) and a part of the captured train step. For use by
 * hand there is the stateful side as in Keras: `updateState`, `result`, `resetState`.
 */

import { requireName } from '../errors/checks.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { dispose, keep, tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';

export interface MetricOptions {
  /** Name in the logs. @defaultValue the class name in snake case */
  readonly name?: string;
}

/** Shapes of one batch of targets and predictions. The batch axis may be unknown: null. */
export interface BatchShapes {
  readonly yTrue: Shape;
  readonly yPred: Shape;
}

export abstract class Accumulator<Options extends MetricOptions, Batch> implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.metrics';
  readonly name: string;
  readonly config: Resolved<Options>;
  #state: readonly Tensor[] | undefined;
  #shapes: BatchShapes | undefined;

  /** @param defaults - Default of every option of the class's own, and of `name` where it is not the class name. */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>> & MetricOptions,
  ) {
    const all = { name: snakeCase(className), ...defaults } as unknown as OptionDefaults<Options>;
    this.config = resolveOptions(className, options, all);
    this.name = requireName(className, 'name', this.config.name);
  }

  /**
   * State before the first batch. The number and shapes of its tensors never change.
   *
   * @param shapes - Shapes of the batches to come, for states that depend on them, such as one sum for each output.
   * Undefined as long as no batch is known.
   */
  abstract initialState(shapes?: BatchShapes): readonly Tensor[];

  /** State after one more batch. Must not read values of tensors. */
  abstract nextState(state: readonly Tensor[], batch: Batch): readonly Tensor[];

  /** The value in a state: a scalar, or a vector for metrics per class or output. */
  abstract resultOf(state: readonly Tensor[]): Tensor;

  /** The value over all batches since the last reset. The caller disposes it. */
  result(): Tensor {
    return tidy(() => this.resultOf(this.#state ?? this.initialState(this.#shapes)));
  }

  /** Forgets all batches, though not of which shapes they were. */
  resetState(): void {
    dispose(...(this.#state ?? []));
    this.#state = undefined;
  }

  /** Shapes of a batch, where states may depend on them. */
  protected shapesOf?(batch: Batch): BatchShapes;

  /** Takes in one batch. What `makeBatch` allocates is given back. */
  protected advance(makeBatch: () => Batch): void {
    const before = this.#state ?? [];
    let shapes: BatchShapes | undefined;
    const after = tidy(() => {
      const batch = makeBatch();
      shapes = this.shapesOf?.(batch);
      const state = this.#state ?? this.initialState(shapes);
      return this.nextState(state, batch).map(keep);
    });
    this.#state = after;
    this.#shapes = shapes;
    dispose(...before.filter((tensor) => !after.includes(tensor)));
  }
}
