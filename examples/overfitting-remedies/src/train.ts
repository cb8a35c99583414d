import { setRandomSeed } from 'myelin';
import { alteredReviews } from './altered-reviews.ts';
import type { Remedy } from './remedies.ts';
import type { ReviewParts } from './reviews.ts';

export interface TrainOptions {
  readonly epochs: number;
  readonly words: number;
  readonly seed: number;
}

/** What came of one way to train. */
export interface Outcome {
  readonly parameters: number;
  /** Crossentropy after each epoch, without any penalty, so that all can be compared. */
  readonly training: readonly number[];
  readonly validation: readonly number[];
  /** Epoch of the least validation loss, counted from 1. */
  readonly bestEpoch: number;
  /** Of the network as it is in the end, on reviews that played no part so far. */
  readonly test: { readonly accuracy: number; readonly loss: number };
  readonly seconds: number;
}

const batchSize = 128;

/** Trains the network of a remedy, always from the same seed. */
export async function train(
  remedy: Remedy,
  { training, validation, test }: ReviewParts,
  { epochs, words, seed }: TrainOptions,
): Promise<Outcome> {
  const began = performance.now();
  setRandomSeed(seed);
  using network = remedy.network(words);
  network.compile({
    optimizer: 'adam',
    loss: 'binary_crossentropy',
    // The loss of the network with L2 holds its penalty too; this metric does not.
    metrics: ['accuracy', 'binary_crossentropy'],
  });
  const options = {
    epochs,
    validationData: [validation.x, validation.y],
    callbacks: remedy.callbacks?.() ?? [],
    verbose: 0,
  } as const;
  const { lostWords } = remedy;
  const { history } =
    lostWords === undefined
      ? await network.fit(training.x, training.y, { ...options, batchSize })
      : await network.fit(alteredReviews(training, { batchSize, words, lostWords, seed }), options);
  const { accuracy = Number.NaN, binary_crossentropy: loss = Number.NaN } = await network.evaluate(
    test.x,
    test.y,
    { verbose: 0, batchSize: 500, returnDict: true },
  );
  const { binary_crossentropy = [], val_binary_crossentropy = [] } = history;
  return {
    parameters: network.countParams(),
    training: binary_crossentropy,
    validation: val_binary_crossentropy,
    bestEpoch: 1 + val_binary_crossentropy.indexOf(Math.min(...val_binary_crossentropy)),
    test: { accuracy, loss },
    seconds: (performance.now() - began) / 1000,
  };
}
