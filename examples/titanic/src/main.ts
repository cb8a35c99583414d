import { readFlags } from '@myelin/example-terminal';
import {
  EarlyStopping, LabelEncoder, ModelPipeline, StratifiedKFold, crossValidate, metrics, setRandomSeed, trainTestSplit, useBackend,
} from 'myelin';
import { columnChoices, networks, preparation } from './designs.ts';
import { readPassengers } from './passengers.ts';

const { folds } = readFlags({ folds: 5 });
const { train } = await readPassengers();
await useBackend('cpu');
console.log(train.head().toString());
const x = train.drop('Survived');
const y = train.column('Survived');
for (const [cname, columns] of Object.entries(columnChoices)) for (const [nname, make] of Object.entries(networks)) {
  const t = performance.now();
  let epochs: number[] = [];
  const { scores } = await crossValidate({
    x, y, splitter: new StratifiedKFold({ nSplits: folds, shuffle: true, seed: 0 }),
    async fit({ x, y }, { fold }) {
      setRandomSeed(fold);
      const [xFit, xWatch, yFit, yWatch] = trainTestSplit(x, y, { testSize: 0.15, stratify: y, seed: fold });
      const pipeline = new ModelPipeline({ prepare: preparation(columns), model: make(), target: new LabelEncoder() });
      const { fitted, history } = await pipeline.fit(xFit, yFit, {
        epochs: 200, verbose: 0, batchSize: 32,
        validationData: [xWatch, yWatch],
        callbacks: [new EarlyStopping({ patience: 15, restoreBestWeights: true })],
      });
      epochs.push(history.epoch.length);
      return { predict: (x) => fitted.predictLabels(x), dispose: () => fitted.model.dispose() };
    },
    score: (yTrue, yPredicted) => metrics.accuracyScore(yTrue.toArray(), yPredicted),
  });
  console.log(cname, '|', nname, '|', String(scores), '|', epochs.join(), ((performance.now() - t) / 1000).toFixed(1));
}
