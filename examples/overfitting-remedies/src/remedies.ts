import { type Callback, Dense, Dropout, EarlyStopping, L2, Sequential } from 'myelin';

/** One way to train on the reviews. */
export interface Remedy {
  /** For reviews of so many words. */
  network(words: number): Sequential;
  callbacks?(): Callback[];
  /** Fraction of its words that each review loses, others in each epoch. */
  readonly lostWords?: number;
}

/** Two hidden layers and a probability: the note's network has 16 units in each. */
const network = (words: number, units: number): Sequential =>
  new Sequential([
    new Dense({ units, activation: 'relu', inputShape: [words] }),
    new Dense({ units, activation: 'relu' }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);

const noted = (words: number): Sequential => network(words, 16);

/** The loss grows by 0.001 times the sum of the squares of all kernels of the hidden layers. */
function penalized(words: number): Sequential {
  const kernelRegularizer = new L2({ l2: 0.001 });
  return new Sequential([
    new Dense({ units: 16, activation: 'relu', kernelRegularizer, inputShape: [words] }),
    new Dense({ units: 16, activation: 'relu', kernelRegularizer }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
}

/** In training each unit is silent half of the time; what the others say is doubled. */
function thinned(words: number): Sequential {
  return new Sequential([
    new Dense({ units: 16, activation: 'relu', inputShape: [words] }),
    new Dropout({ rate: 0.5 }),
    new Dense({ units: 16, activation: 'relu' }),
    new Dropout({ rate: 0.5 }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
}

/** What is compared, plain first. */
export const remedies = {
  plain: { network: noted },
  larger: { network: (words) => network(words, 64) },
  smaller: { network: (words) => network(words, 4) },
  L2: { network: penalized },
  dropout: { network: thinned },
  'fewer words': { network: noted, lostWords: 0.5 },
  'early stopping': {
    network: noted,
    callbacks: () => [
      new EarlyStopping({
        monitor: 'val_binary_crossentropy',
        patience: 2,
        restoreBestWeights: true,
      }),
    ],
  },
} as const satisfies Readonly<Record<string, Remedy>>;

export type RemedyName = keyof typeof remedies;
