/** Vanishing gradients: a deep network with sigmoid hardly learns, with relu it does. The numbers say why. */

import { diagnoseFit, LayerStatistics } from '@myelin/callbacks';
import { digits } from '@myelin/data';
import { drawCurves, readFlags, terminal } from '@myelin/example-terminal';
import { Dense, Flatten } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { Sequential, setRandomSeed, useBackend } from 'myelin';

const { epochs, depth } = readFlags({ epochs: 15, depth: 6 });
await useBackend('cpu');
const { train } = await digits.load();
const x = train.images.div(16);
const y = train.labels;

for (const activation of ['sigmoid', 'relu'] as const) {
  setRandomSeed(1);
  const model = new Sequential([
    new Flatten({ inputShape: [8, 8] }),
    ...Array.from({ length: depth }, () => new Dense({ units: 32, activation })),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: new SGD({ learningRate: 0.2 }),
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  console.log(`\n===== ${depth} layers with ${activation}`);

  const statistics = new LayerStatistics({ probe: [x.slice(0, 256), y.slice(0, 256)] });
  const history = await model.fit(x, y, {
    epochs,
    validationSplit: 0.2,
    verbose: 0,
    callbacks: [statistics],
  });
  statistics.report();
  const { loss = [], val_loss = [], accuracy = [] } = history.history;
  console.log(drawCurves('loss', { training: loss, validation: val_loss }, terminal()));
  console.log(`accuracy in training ${accuracy.at(-1)?.toFixed(3)}`);
  const { verdict, explanation } = diagnoseFit(history);
  console.log(`${verdict}: ${explanation}`);
  model.dispose();
}
