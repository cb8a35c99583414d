import { cpu } from '@myelin/backend-cpu';
import { webgl } from '@myelin/backend-webgl';
import type { Logs, NdArray } from '@myelin/core';
import { AbortError, BackendError, Callback, setRandomSeed, useBackend } from '@myelin/core';
import { digits } from '@myelin/data';
import { Dense, Dropout, Flatten } from '@myelin/layers';
import { Sequential } from 'myelin';

export const EPOCHS = 30;

/** Largest gray value of the scans. */
const WHITE = 16;

export interface DigitData {
  readonly trainImages: NdArray;
  readonly trainLabels: NdArray;
  readonly testImages: NdArray;
  readonly testLabels: NdArray;
}

/** Pixels of 0 to 1. */
export async function loadDigits(): Promise<DigitData> {
  const { train, test } = await digits.load();
  return {
    trainImages: train.images.div(WHITE),
    trainLabels: train.labels,
    testImages: test.images.div(WHITE),
    testLabels: test.labels,
  };
}

/** The graphics processor if the browser lets us, else plain JavaScript. Answers which. */
export async function chooseBackend(): Promise<string> {
  try {
    return (await useBackend(webgl)).backend.name;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return (await useBackend(cpu)).backend.name;
  }
}

export function createNetwork(): Sequential {
  setRandomSeed(7);
  const model = new Sequential([
    new Flatten({ inputShape: [8, 8] }),
    new Dense({ units: 64, activation: 'relu' }),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

class EpochObserver extends Callback {
  readonly #observe: (logs: Logs) => Promise<void>;

  constructor(observe: (logs: Logs) => Promise<void>) {
    super();
    this.#observe = observe;
  }

  override onEpochEnd(_epoch: number, logs: Logs): Promise<void> {
    return this.#observe({ ...logs });
  }
}

/**
 * Trains until the last epoch or until `signal` fires.
 *
 * @returns Whether all epochs were run.
 */
export async function train(
  model: Sequential,
  data: DigitData,
  signal: AbortSignal,
  observe: (logs: Logs) => Promise<void>,
): Promise<boolean> {
  try {
    await model.fit(data.trainImages, data.trainLabels, {
      epochs: EPOCHS,
      batchSize: 32,
      validationData: [data.testImages, data.testLabels],
      validationBatchSize: data.testImages.length,
      callbacks: [new EpochObserver(observe)],
      verbose: 0,
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof AbortError) return false;
    throw error;
  }
}

/** Probability of each class for each image: `[images, 10]`. */
export function classify(model: Sequential, images: NdArray): Promise<NdArray> {
  return model.predict(images, { verbose: 0 });
}
