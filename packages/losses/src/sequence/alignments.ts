/**
 * The ways in which time steps can spell a sequence of labels.
 *
 * Between, before and after the labels there may be blanks (class 0), and each symbol may last several steps. So a
 * spelling walks, step by step, through the states blank, label, blank, label, …, blank: it stays, goes on by one, or
 * skips the blank between two different labels. `scan` sums the probabilities of all walks at once, in logarithms.
 */

import type { Tensor } from '@myelin/core';
import {
  add,
  cast,
  concat,
  equal,
  exp,
  fill,
  greaterEqual,
  less,
  log,
  logicalAnd,
  logicalOr,
  maximum,
  mul,
  notEqual,
  oneHot,
  pad,
  range,
  reshape,
  where as select,
  slice,
  stack,
  sub,
  sum,
  unstack,
  zeros,
  zerosLike,
} from '@myelin/core';

/**
 * The logarithm of 0: it can be added to and compared, as -∞ cannot. Not below -1e20, where webgl's `max` begins.
 */
export const LOG_ZERO = -1e18;

/** The states of each sample: `[batch, 2·labels + 1]` each. */
export interface States {
  /** One-hot classes: `[batch, states, classes]`. */
  readonly symbols: Tensor;
  /** 0, and {@link LOG_ZERO} where the symbol is none of the classes. */
  readonly unknown: Tensor;
  /** 0 where a walk may come from two states before, {@link LOG_ZERO} elsewhere. */
  readonly skips: Tensor;
  /** 0 where a walk may start, {@link LOG_ZERO} elsewhere. */
  readonly starts: Tensor;
  /** 0 where a walk may end, {@link LOG_ZERO} elsewhere. */
  readonly ends: Tensor;
}

/**
 * States of the walks for labels `[batch, labels]`, int32, padded with 0.
 *
 * As in Keras, the number of labels that are not 0 is the length of a sequence.
 */
export function statesOf(labels: Tensor, classes: number): States {
  const [batch = 0, length = 0] = labels.shape;
  const count = 2 * length + 1;
  const symbols = interleave(zerosLike(labels), labels);
  const isClass = logicalAnd(greaterEqual(symbols, 0), less(symbols, classes));
  const before = slice(
    pad(labels, [
      [0, 0],
      [1, 0],
    ]),
    [0, 0],
    [batch, length],
  );
  const differs = cast(notEqual(labels, before), 'int32');
  const last = mul(sum(cast(notEqual(labels, 0), 'float32'), 1, true), 2);
  const positions = reshape(range(0, count), [1, count]);
  return {
    symbols: oneHot(symbols, classes),
    unknown: logarithmOf(isClass),
    skips: logarithmOf(cast(interleave(zerosLike(differs), differs), 'bool')),
    starts: add(logarithmOf(less(positions, 2)), zeros([batch, count])),
    ends: logarithmOf(logicalOr(equal(positions, last), equal(positions, sub(last, 1)))),
  };
}

/** `between, entry, between, entry, …, between`. */
function interleave(between: Tensor, entries: Tensor): Tensor {
  const [batch = 0, length = 0] = entries.shape;
  const pairs = reshape(stack([between, entries], 2), [batch, 2 * length]);
  return pad(pairs, [
    [0, 0],
    [0, 1],
  ]);
}

const logarithmOf = (allowed: Tensor): Tensor => select(allowed, 0, LOG_ZERO);

/**
 * Log probability of all walks that are in a state at a time: `[batch, time, states]`, that of the state included.
 *
 * @param emissions - Log probability of each state's symbol at each time: `[batch, time, states]`.
 */
export function scan(emissions: Tensor, starts: Tensor, skips: Tensor): Tensor {
  const [first, ...rest] = unstack(emissions, 1) as [Tensor, ...Tensor[]];
  const steps = [add(first, starts)];
  for (const emission of rest) steps.push(step(steps.at(-1) as Tensor, emission, skips));
  return stack(steps, 1);
}

function step(before: Tensor, emission: Tensor, skips: Tensor): Tensor {
  const [batch = 0, count = 0] = before.shape;
  const shifted = concat([fill([batch, 2], LOG_ZERO), before], 1);
  const one = slice(shifted, [0, 1], [batch, count]);
  const two = add(slice(shifted, [0, 0], [batch, count]), skips);
  const largest = maximum(maximum(before, one), two);
  const share = (x: Tensor): Tensor => exp(sub(x, largest));
  return add(emission, add(largest, log(add(add(share(before), share(one)), share(two)))));
}
