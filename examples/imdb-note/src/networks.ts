import { Dense, Dropout, L2, Sequential } from 'myelin';

/** The note's network in three forms, for reviews of so many words: 16 units, 16 units, one probability. */
export const networks: Record<string, (words: number) => Sequential> = {
  plain: (words) =>
    new Sequential([
      new Dense({ units: 16, activation: 'relu', inputShape: [words] }),
      new Dense({ units: 16, activation: 'relu' }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]),
  // The loss grows by 0.001 times the sum of the squares of all kernels of a layer.
  L2: (words) =>
    new Sequential([
      new Dense({
        units: 16,
        activation: 'relu',
        kernelRegularizer: new L2({ l2: 0.001 }),
        inputShape: [words],
      }),
      new Dense({ units: 16, activation: 'relu', kernelRegularizer: new L2({ l2: 0.001 }) }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]),
  dropout: (words) =>
    new Sequential([
      new Dense({ units: 16, activation: 'relu', inputShape: [words] }),
      new Dropout({ rate: 0.5 }),
      new Dense({ units: 16, activation: 'relu' }),
      new Dropout({ rate: 0.5 }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]),
};
