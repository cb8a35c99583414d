import type { ImageSplit } from '@myelin/data';
import { Dense, Flatten, Rescaling } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { type Callback, Sequential, setRandomSeed } from 'myelin';

/** What one training came to. */
export interface Training {
  /** Crossentropy of the training samples, one an epoch. */
  readonly loss: readonly number[];
  /** Crossentropy of samples that training does not see. */
  readonly validationLoss: readonly number[];
  readonly rates: readonly number[];
  /** Share of test images that are named correctly. */
  readonly accuracy: number;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly rows: number;
  readonly seed: number;
  readonly callbacks: readonly Callback[];
}

/** Trains a small network with gradient descent that begins with steps of 0.05. */
export async function train(
  { train, test }: ImageSplit,
  { epochs, rows, seed, callbacks }: TrainingOptions,
): Promise<Training> {
  setRandomSeed(seed);
  const model = new Sequential([
    new Rescaling({ scale: 1 / 255, inputShape: [28, 28] }),
    new Flatten(),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: new SGD({ learningRate: 0.05, momentum: 0.9 }),
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  const { history } = await model.fit(train.images.slice(0, rows), train.labels.slice(0, rows), {
    epochs,
    batchSize: 16,
    validationSplit: 0.2,
    verbose: 0,
    callbacks,
  });
  const { accuracy = Number.NaN } = await model.evaluate(
    test.images.slice(0, 2000),
    test.labels.slice(0, 2000),
    { verbose: 0, returnDict: true },
  );
  model.dispose();
  const { loss = [], val_loss = [], learning_rate } = history;
  const rates = learning_rate ?? loss.map(() => 0.05);
  return { loss, validationLoss: val_loss, rates, accuracy };
}
