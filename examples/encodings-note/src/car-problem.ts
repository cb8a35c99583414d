import {
  type ColumnPart,
  ColumnTransformer,
  Dense,
  LabelEncoder,
  ModelPipeline,
  makePipeline,
  metrics,
  OneHotEncoder,
  Sequential,
  SimpleImputer,
  StandardScaler,
  setRandomSeed,
  trainTestSplit,
} from 'myelin';
import { inventCustomers } from './car-types.ts';
import { heading } from './heading.ts';

type Name = 'Age' | 'Sex' | 'Income';

const fill = new SimpleImputer({ strategy: 'median' });
const sex: ColumnPart<Name> = ['sex', new OneHotEncoder(), ['Sex']];
const preparations = {
  'as they are': new ColumnTransformer<Name>({
    transformers: [['numbers', fill, ['Age', 'Income']], sex],
  }),
  scaled: new ColumnTransformer<Name>({
    transformers: [['numbers', makePipeline(fill, new StandardScaler()), ['Age', 'Income']], sex],
  }),
};

/**
 * Sedan or SUV? Words and numbers of very different size together in one network.
 *
 * @returns accuracy on other customers, by how numbers were prepared.
 */
export async function printCarProblem(): Promise<Record<keyof typeof preparations, number>> {
  heading('Sedan or SUV? Age, sex and income together');
  const { customers, byRule } = inventCustomers(800);
  const [xTrain, xTest, yTrain, yTest] = trainTestSplit(
    customers.drop('Car'),
    customers.column('Car'),
    { testSize: 0.25, seed: 0, stratify: customers.column('Car') },
  );
  console.log(`${customers.head(4)}\n`);
  const accuracies = { 'as they are': 0, scaled: 0 };
  for (const name of ['as they are', 'scaled'] as const) {
    setRandomSeed(1);
    const model = new Sequential([
      new Dense({ units: 8, activation: 'relu' }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
    const pipeline = new ModelPipeline({
      prepare: preparations[name],
      model,
      target: new LabelEncoder(),
    });
    const { fitted, history } = await pipeline.fit(xTrain, yTrain, { epochs: 60, verbose: 0 });
    using predictor = fitted;
    const { loss = Number.NaN, accuracy = Number.NaN } = await predictor.evaluate(xTest, yTest);
    accuracies[name] = accuracy;
    const [first = Number.NaN] = history.history.loss ?? [];
    console.log(
      `numbers ${name.padEnd(12)} first epoch's loss ${first.toFixed(2).padStart(7)}, on others ${loss.toFixed(2)}; accuracy ${accuracy.toFixed(3)}`,
    );
    if (name === 'as they are') continue;
    const predicted = await predictor.predictLabels(xTest);
    console.log(`\n${metrics.confusionMatrix(yTest.toArray(), predicted.map(String))}`);
    const [kim] = await predictor.predictLabels([{ Age: 31, Sex: 'female', Income: 6000 }]);
    console.log(`A woman of 31 with an income of 6000: ${kim}`);
  }
  console.log(`The rule by which they were invented is right about ${byRule.toFixed(3)} of them.`);
  return accuracies;
}
