/**
 * What the loops of `fit` and `evaluate` need of whatever runs the steps: tensor operations one by one, or compiled
 * programs.
 */

import type { KnownShape, Logs, NumericArray } from '@myelin/core';
import type { BatchSource } from '../data/batch-source.ts';
import type { Awaitable } from './awaitable.ts';

/** What is done with batches. */
export type StepKind = 'train' | 'test';

/** One state of a metric. */
export interface MetricValues {
  readonly values: NumericArray;
  readonly shape: KnownShape;
}

/** Runs steps on the batches of one source, again and again, and keeps count of loss and metrics. */
export interface Runner {
  readonly source: BatchSource;
  /**
   * Begins a way through all batches.
   *
   * @param pass - Which way it is: the order of shuffled rows depends on it.
   * @param first - Batch to begin with.
   */
  batches(pass: number, first?: number): BatchWalk;
  /** Forgets the loss and metrics of the batches so far. */
  resetMetrics(): Awaitable<void>;
  /** Loss and metrics of the batches since then. */
  read(): Awaitable<Logs>;
  /** Copies of what loss and metrics have gathered so far; none before the first batch. */
  saveMetrics(): readonly MetricValues[];
  /** Puts back what was gathered before: what is asked next, or the next batch, builds on it. */
  loadMetrics(values: readonly NumericArray[]): void;
  /** Makes what steps have changed known to everyone who reads weights. */
  synchronize(): Awaitable<void>;
  /** Ends training: weights become what the optimizer ends with, for example their moving averages. */
  finish(): Awaitable<void>;
  /** Gives memory back; weights stay. */
  dispose(): void;
}

/** One way through the batches of an epoch. */
export interface BatchWalk {
  /** Whether there is another batch; it is then at hand. */
  next(): Awaitable<boolean>;
  /** Takes the batch at hand, and those after it that need no waiting for, at most `most` in all. Answers how many. */
  advance(most: number): Awaitable<number>;
  /** Gives up the rest. */
  close(): Awaitable<void>;
}
