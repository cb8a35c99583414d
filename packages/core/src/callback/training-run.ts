import type { NdArray } from '../arrays/nd-array.ts';
import type { AnyLayer } from '../layer/layer-types.ts';
import type { Direction } from '../metric/metric.ts';
import type { SavedState } from '../state/saved-state.ts';
import type { Structure } from '../structure/structure.ts';
import type { TensorLike } from '../tensors/tensor.ts';

/** Values of an epoch or a batch by name: `{ loss: 0.31, accuracy: 0.9 }`. */
export type Logs = Record<string, number>;

/** What the run is about, fixed when it begins. */
export interface RunParameters {
  /** Epochs that will be run, counted from 0. */
  readonly epochs: number;
  /** Batches in an epoch; null if not known before the first epoch ends. */
  readonly steps: number | null;
  /** 0 silent, 1 progress bar, 2 one line an epoch. */
  readonly verbose: 0 | 1 | 2;
}

/**
 * What a callback sees of the training that it takes part in. Small on purpose: a test can play it.
 */
export interface TrainingRun {
  readonly parameters: RunParameters;
  /** The model that is trained. */
  readonly model: AnyLayer;
  /** Steps that the optimizer has taken, those of earlier runs included. */
  readonly iterations: number;
  /**
   * Step size of the optimizer; may be set.
   *
   * @throws {@link StateError} when it is set, and the optimizer follows a schedule, or there is not the one.
   */
  learningRate: number;
  /** Whether there is one {@link learningRate}: optimizers for different weights have one each. */
  readonly hasLearningRate: boolean;
  /** Ends training after the present batch. The first reason given is kept. */
  stop(reason?: string): void;
  readonly stopReason: string | undefined;
  /** Which way the logged value is better; undefined if it has no direction or is unknown. */
  directionOf(logName: string): Direction;
  /** Copy of all weights, to be handed to {@link restore}. It belongs to the caller. */
  snapshot(): WeightSnapshot;
  /** Puts weights back. */
  restore(snapshot: WeightSnapshot): void;
  /** Copies of all weights by their paths: `dense/kernel`. */
  weights(): Readonly<Record<string, NdArray>>;
  /**
   * Everything that decides how training goes on from here: weights, the optimizer's slots and step count, learning
   * rates, random numbers, metrics, place in the data, and the state of all callbacks. These change while callbacks hear of
   * one moment: {@link afterCallbacks} is the time to save them.
   */
  saveState(): SavedState;
  /** Runs `work` once all callbacks have heard of the present moment: what one does there, another may undo. */
  afterCallbacks(work: () => void | Promise<void>): void;
  /**
   * Has `work` done when the run is over, however it ended: also where an error keeps `onTrainEnd` from being called. What
   * was asked for last is done first.
   */
  whenOver(work: () => void | Promise<void>): void;
  /** Does what was put off by {@link afterCallbacks}. Called by the list of callbacks, at the end of each moment. */
  settle(): Promise<void> | undefined;
  /**
   * Goes on from a state. In `onTrainBegin`, it takes effect when all callbacks have begun: they get their states back,
   * and the run continues in the epoch, and with the batch, after which the state was saved. Later, all but the state of
   * the callbacks and the place in the data is put back at once.
   *
   * @throws {@link StateError} the state is not one of such a model, optimizer and list of callbacks.
   */
  resume(state: SavedState): void;
  /**
   * Exchanges the weights with their moving averages; a second call puts them back.
   *
   * @throws {@link StateError} the optimizer keeps no averages: it was made without `useEma`.
   */
  swapAverages(): void;
  /** One forward and one backward pass on samples, as training would do them. Changes nothing. */
  trace(x: Structure<TensorLike>, y: Structure<TensorLike>): Promise<readonly LayerTrace[]>;
}

/** Weights at one moment, in ordinary memory: nothing to dispose. */
export interface WeightSnapshot {
  readonly values: readonly Float32Array[];
}

/** A value, and the derivative of the loss with respect to it. */
interface TracedValue {
  readonly value: NdArray;
  readonly gradient: NdArray | null;
}

/** What one layer did with samples. */
export interface LayerTrace {
  readonly layer: AnyLayer;
  /** What it took; most layers one array. */
  readonly inputs: readonly NdArray[];
  /** What went into its activation function; null for layers that have none. */
  readonly preActivation: TracedValue | null;
  /** What it gave on; most layers one array. */
  readonly outputs: readonly NdArray[];
  /** The derivative of the loss with respect to each output; null where the loss does not depend on it. */
  readonly outputGradients: readonly (NdArray | null)[];
  /** Its own weights, and the derivative of the loss with respect to each; null where there is none. */
  readonly weights: readonly {
    readonly path: string;
    readonly value: NdArray;
    readonly gradient: NdArray | null;
  }[];
}
