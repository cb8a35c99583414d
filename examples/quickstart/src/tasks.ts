/** What can be learnt here: a data set, and the network for it. */

import {
  Dense,
  Dropout,
  digits,
  Flatten,
  type ImageDataset,
  mnist,
  Rescaling,
  Sequential,
} from 'myelin';

export interface Task {
  readonly title: string;
  readonly dataset: ImageDataset<object>;
  /** Gray value of white. */
  readonly white: number;
  readonly epochs: number;
  readonly seed: number;
  /** A new, untrained network. */
  network(): Sequential;
}

export type TaskName = keyof typeof tasks;

export const tasks = {
  digits: {
    title: 'Handwritten digits, 8 × 8 pixels',
    dataset: digits,
    white: 16,
    epochs: 30,
    seed: 1,
    network: () =>
      new Sequential([
        new Rescaling({ scale: 1 / 16, inputShape: [8, 8] }),
        new Flatten(),
        new Dense({ units: 128, activation: 'relu' }),
        new Dropout({ rate: 0.2 }),
        new Dense({ units: 64, activation: 'relu' }),
        new Dense({ units: 10, activation: 'softmax' }),
      ]),
  },
  mnist: {
    title: 'MNIST: handwritten digits, 28 × 28 pixels',
    dataset: mnist,
    white: 255,
    epochs: 3,
    seed: 1,
    network: () =>
      new Sequential([
        new Rescaling({ scale: 1 / 255, inputShape: [28, 28] }),
        new Flatten(),
        new Dense({ units: 128, activation: 'relu' }),
        new Dropout({ rate: 0.2 }),
        new Dense({ units: 10, activation: 'softmax' }),
      ]),
  },
} satisfies Record<string, Task>;
