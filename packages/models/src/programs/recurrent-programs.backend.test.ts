import { type AnyLayer, NdArray, RandomSource, setRandomSeed } from '@myelin/core';
import { Bidirectional, Dense, GRU, LSTM, Masking, TimeDistributed } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const SHAPE = [12, 6, 3];

function data(): { x: NdArray; y: NdArray } {
  const source = new RandomSource(3);
  const size = SHAPE.reduce((n, s) => n * s, 1);
  // Some time steps are 0 altogether, for masks.
  const x = Float32Array.from({ length: size }, (_, i) =>
    Math.floor(i / 3) % 5 === 4 ? 0 : source.uniform(-1, 1),
  );
  const y = Int32Array.from({ length: 12 }, (_, i) => i % 2);
  return { x: new NdArray(x, SHAPE), y: new NdArray(y, [12]) };
}

const models: Readonly<Record<string, () => readonly AnyLayer[]>> = {
  'an LSTM': () => [new LSTM({ units: 4, inputShape: [6, 3] })],
  'dropout within and between steps': () => [
    new LSTM({ units: 4, dropout: 0.3, recurrentDropout: 0.3, inputShape: [6, 3] }),
  ],
  'masked steps': () => [
    new Masking({ inputShape: [6, 3] }),
    new GRU({ units: 4, returnSequences: true }),
    new LSTM({ units: 3 }),
  ],
  'both directions': () => [
    new Bidirectional({ layer: new GRU({ units: 4 }), inputShape: [6, 3] }),
  ],
  'the same layer for each step': () => [
    new TimeDistributed({ layer: new Dense({ units: 4 }), inputShape: [6, 3] }),
    new LSTM({ units: 3 }),
  ],
};

/** What a training, an evaluation and predictions come to. */
async function results(make: () => readonly AnyLayer[], jitCompile: boolean) {
  setRandomSeed(11);
  const { x, y } = data();
  using model = new Sequential([
    ...make(),
    new Dense({ units: 2, activation: 'softmax' }),
  ] as never);
  model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', jitCompile });
  const options = { verbose: 0, batchSize: 5 } as const;
  const { history } = await model.fit(x, y, { ...options, epochs: 2 });
  const loss = await model.evaluate(x, y, options);
  const predicted = await model.predict(x, options);
  const explanation = model.explain({ tasks: true });
  return { history, loss, predicted, weights: model.getWeights(), explanation };
}

inCompiledMode('a compiled model with loops', () => {
  test.each(Object.entries(models))('does what the eager one does: %s', async (_name, make) => {
    const eager = await results(make, false);
    const compiled = await results(make, true);
    const floats = (values: readonly number[] = []) =>
      new NdArray(Float32Array.from(values), [values.length]);
    expectClose(floats(compiled.history.loss), floats(eager.history.loss), 'trace');
    expectClose(compiled.predicted as NdArray, eager.predicted as NdArray, 'trace');
    for (const [i, weight] of eager.weights.entries()) {
      expectClose(compiled.weights[i] as NdArray, weight, 'trace');
    }
    expect(compiled.loss as number).toBeCloseTo(eager.loss as number, 4);
    expect(compiled.explanation).toContain('scan of 6: ');
    expect(compiled.explanation).not.toContain('not compiled');
  });
});
