import {
  Dense,
  Dropout,
  FunctionTransformer,
  L2,
  makeColumnTransformer,
  makePipeline,
  OneHotEncoder,
  Sequential,
  SimpleImputer,
  StandardScaler,
  type Transformer,
} from 'myelin';
import { deriveFeatures } from './features.ts';

/** Which columns a model sees. */
export interface Columns {
  readonly numbers: readonly string[];
  readonly words: readonly string[];
}

/** From few to many: each choice adds to the one before. */
export const columnChoices: Readonly<Record<string, Columns>> = {
  'sex and class': { numbers: ['Pclass'], words: ['Sex'] },
  '+ age and fare': { numbers: ['Pclass', 'Age', 'LogFare'], words: ['Sex'] },
  '+ title and family': {
    numbers: ['Pclass', 'Age', 'LogFare', 'FamilySize', 'IsAlone'],
    words: ['Sex', 'Title'],
  },
  '+ deck and port': {
    numbers: ['Pclass', 'Age', 'LogFare', 'FamilySize', 'IsAlone'],
    words: ['Sex', 'Title', 'Deck', 'Embarked'],
  },
};

/** Everything that is learned from rows before the network sees them: medians, categories, means. */
export function preparation({ numbers, words }: Columns): Transformer {
  return makePipeline(
    new FunctionTransformer({ func: deriveFeatures }),
    makeColumnTransformer(
      [makePipeline(new SimpleImputer({ strategy: 'median' }), new StandardScaler()), numbers],
      [
        makePipeline(
          new SimpleImputer({ strategy: 'most_frequent' }),
          new OneHotEncoder({ handleUnknown: 'ignore' }),
        ),
        words,
      ],
    ),
  );
}

/** Networks of one output: the probability of having survived. */
export const networks: Readonly<Record<string, () => Sequential>> = {
  '16 units': () => compiled([new Dense({ units: 16, activation: 'relu' })]),
  'no hidden layer': () => compiled([]),
  '64 + 32, dropout': () =>
    compiled([
      new Dense({ units: 64, activation: 'relu', kernelRegularizer: new L2({ l2: 0.001 }) }),
      new Dropout({ rate: 0.3 }),
      new Dense({ units: 32, activation: 'relu', kernelRegularizer: new L2({ l2: 0.001 }) }),
      new Dropout({ rate: 0.3 }),
    ]),
};

/** What data is there decides how many inputs there are, so the first layer is built when training begins. */
function compiled(hidden: readonly (Dense | Dropout)[]): Sequential {
  const network = new Sequential([...hidden, new Dense({ units: 1, activation: 'sigmoid' })]);
  network.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
  return network;
}
