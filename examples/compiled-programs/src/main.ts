/** The same training twice, as compiled programs and operation by operation: equal losses, other speeds. */

import { readFlags } from '@myelin/example-terminal';
import {
  Dense,
  Dropout,
  digits,
  Flatten,
  LambdaCallback,
  type NdArray,
  Sequential,
  setRandomSeed,
  useBackend,
} from 'myelin';

const { epochs } = readFlags({ epochs: 5 });
const batchSize = 32;

await useBackend('cpu');
const { train, test } = await digits.load();
const x = train.images.div(16);
const one = test.images.slice(0, 1).div(16);

const compiled = await learn('auto');
const eager = await learn(false);

console.log('\nepoch    loss, compiled    loss, operation by operation');
for (const [epoch, loss] of compiled.losses.entries()) {
  const other = eager.losses[epoch] ?? Number.NaN;
  console.log(
    `${String(epoch + 1).padStart(5)}${loss.toFixed(4).padStart(18)}${other.toFixed(4).padStart(28)}`,
  );
}
console.log(
  `\na training step: ${compiled.stepMs.toFixed(3)} ms compiled, ${eager.stepMs.toFixed(3)} ms operation by operation`,
);

// A server answers one request at a time. This makes the program for a single digit before the first one comes.
await compiled.model.predict(one, { verbose: 0 });
console.log(
  `predictOnBatch of one digit: ${microseconds(compiled.model, one).toFixed(1)} µs compiled, ` +
    `${microseconds(eager.model, one).toFixed(1)} µs operation by operation`,
);
console.log(
  `it reads ${compiled.model.predictOnBatch(one).argMax().at(0)}: ${test.labels.at(0)} is right`,
);

console.log(`\n${compiled.model.explain()}`);
console.log(eager.model.explain());

interface Learned {
  readonly model: Sequential;
  readonly losses: readonly number[];
  /** Milliseconds of a step in the fastest epoch: the first one is slower, for engines compile while it runs. */
  readonly stepMs: number;
}

async function learn(jitCompile: 'auto' | false): Promise<Learned> {
  setRandomSeed(100);
  const model = new Sequential([
    new Flatten({ inputShape: [8, 8] }),
    new Dense({ units: 64, activation: 'relu' }),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', jitCompile });

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
  const stepMs = fastestMs / Math.ceil(x.length / batchSize);
  return { model, losses: history.loss ?? [], stepMs };
}

/** Time of one prediction: that of the fastest of some rounds, since other programs run on this machine too. */
function microseconds(model: Sequential, samples: NdArray): number {
  const calls = 200;
  const rounds = Array.from({ length: 10 }, () => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) model.predictOnBatch(samples);
    return (1000 * (performance.now() - start)) / calls;
  });
  return Math.min(...rounds);
}
