import {
  add,
  Callback,
  type LayerTrace,
  type Logs,
  mean,
  NdArray,
  square,
  sub,
  type Tensor,
  type TrainingRun,
} from '@myelin/core';
import { Dense, Masking } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { TwoHeads } from '../../test-support/two-heads.ts';
import type { Model } from '../functional/model.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { Outputs, Step, StepBatch } from '../training/step-contract.ts';

registerAll();

/** Looks into the model before its first step. */
class Look extends Callback {
  traces: readonly LayerTrace[] = [];
  readonly #x: NdArray;
  readonly #y: NdArray;
  constructor(x: NdArray, y: NdArray) {
    super();
    this.#x = x;
    this.#y = y;
  }
  override async onTrainBatchBegin(_batch: number, _logs: Logs, run: TrainingRun): Promise<void> {
    this.traces = await run.trace(this.#x, this.#y);
  }
}

/** What is seen must be what the step then does: at a learning rate of 1, weights fall by their gradients. */
async function expectTrueTrace(model: Model, x: NdArray, y: NdArray): Promise<void> {
  const look = new Look(x, y);
  const before = model.getWeights();
  await model.fit(x, y, { shuffle: false, verbose: 0, callbacks: [look] });
  const seen = look.traces.flatMap(({ weights }) => weights.map(({ gradient }) => gradient));
  const after = model.getWeights();
  expect(seen).toHaveLength(after.length);
  for (const [i, { data, shape }] of before.entries()) {
    const fell = data.map((value, k) => value - (after[i]?.data[k] ?? Number.NaN));
    expect(fell.every((value) => value !== 0)).toBe(true);
    expectClose(seen[i] as NdArray, new NdArray(fell, shape), 'trace');
  }
}

const floats = (shape: readonly number[], at: (i: number) => number): NdArray =>
  new NdArray(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => at(i)),
    shape,
  );

inBothModes('a trace', () => {
  const optimizer = () => new SGD({ learningRate: 1 });

  test('has the penalties of the weights', async () => {
    const model = new Sequential([
      new Dense({ units: 3, activation: 'tanh', kernelRegularizer: 'l2', inputShape: [2] }),
      new Dense({ units: 1 }),
    ]);
    model.compile({ optimizer: optimizer(), loss: 'mse' });
    await expectTrueTrace(
      model,
      floats([4, 2], (i) => Math.sin(i + 1)),
      floats([4, 1], (i) => i),
    );
  });

  test('leaves out what is masked', async () => {
    const model = new Sequential([
      new Masking({ maskValue: 0, inputShape: [3, 2] }),
      new Dense({ units: 1 }),
    ]);
    model.compile({ optimizer: optimizer(), loss: 'mse' });
    const x = floats([2, 3, 2], (i) => (i % 6 > 3 ? 0 : i + 1));
    await expectTrueTrace(
      model,
      x,
      floats([2, 3, 1], (i) => i + 5),
    );
  });

  test('is of the loss that a model has of its own', async () => {
    class Own extends Sequential {
      protected override computeLoss(step: Step, batch: StepBatch, yPred: Outputs): Tensor {
        return add(mean(square(sub(batch.y, yPred[0]))), step.penalties());
      }
    }
    const model = new Own([new Dense({ units: 1, inputShape: [2] })]);
    model.compile({ optimizer: optimizer() });
    await expectTrueTrace(
      model,
      floats([4, 2], (i) => Math.cos(i)),
      floats([4, 1], (i) => i + 1),
    );
  });
});

inBothModes('a loss of one of several outputs that is not reduced', () => {
  test('is named by its output', async () => {
    const heads = [new Dense({ units: 1, name: 'a' }), new Dense({ units: 1, name: 'b' })] as const;
    const model = new TwoHeads(heads);
    const { MeanSquaredError } = await import('@myelin/losses');
    model.compile({ loss: { a: 'mse', b: new MeanSquaredError({ reduction: 'none' }) } });
    const y = { a: [[1], [2]], b: [[1], [2]] };
    await expect(model.fit([[1], [2]], y, { verbose: 0 })).rejects.toThrow(
      /the loss of output "b" must be one number/,
    );
  });
});
