import {
  Dense,
  Dropout,
  Flatten,
  type ImageSplit,
  LambdaCallback,
  Sequential,
  setRandomSeed,
} from 'myelin';

/** What one training came to. */
export interface Training {
  /** One an epoch. */
  readonly losses: readonly number[];
  /** Milliseconds of a step in the fastest epoch: other programs run on this machine, too. */
  readonly stepMs: number;
  /** Share of test digits that are read correctly. */
  readonly accuracy: number;
}

interface TrainingOptions {
  readonly epochs: number;
  /** Width of both hidden layers. */
  readonly units: number;
}

/** Trains a network with two hidden layers, from the same seed each time. */
export async function train(
  { train, test }: ImageSplit,
  { epochs, units }: TrainingOptions,
): Promise<Training> {
  setRandomSeed(100);
  using model = new Sequential([
    new Flatten({ inputShape: [8, 8] }),
    new Dense({ units, activation: 'relu' }),
    new Dropout({ rate: 0.2 }),
    new Dense({ units, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });

  const x = train.images.div(16);
  const batchSize = 64;
  let began = 0;
  let fastestMs = Number.POSITIVE_INFINITY;
  const watch = new LambdaCallback({
    onEpochBegin: () => {
      began = performance.now();
    },
    onEpochEnd: () => {
      fastestMs = Math.min(fastestMs, performance.now() - began);
    },
  });
  const options = { epochs, batchSize, verbose: 0, callbacks: [watch] } as const;
  const { history } = await model.fit(x, train.labels, options);
  const { accuracy = Number.NaN } = await model.evaluate(test.images.div(16), test.labels, {
    verbose: 0,
    returnDict: true,
  });
  const stepMs = fastestMs / Math.ceil(x.length / batchSize);
  return { losses: history.loss ?? [], stepMs, accuracy };
}
