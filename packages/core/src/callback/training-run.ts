import type { Direction } from '../metric/metric.ts';

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
 * What a callback sees of the training that it takes part in. Small on purpose: ten lines of a test can play it.
 */
export interface TrainingRun {
  readonly parameters: RunParameters;
  /** Step size of the optimizer; may be set. */
  learningRate: number;
  /** Ends training after the present batch. The first reason given is kept. */
  stop(reason?: string): void;
  readonly stopReason: string | undefined;
  /** Which way the logged value is better; undefined if it has no direction or is unknown. */
  directionOf(logName: string): Direction;
  /** Copy of all weights, to be handed to {@link restore}. It belongs to the caller. */
  snapshot(): WeightSnapshot;
  /** Puts weights back. */
  restore(snapshot: WeightSnapshot): void;
}

/** Weights at one moment, in ordinary memory: nothing to dispose. */
export interface WeightSnapshot {
  readonly values: readonly Float32Array[];
}
