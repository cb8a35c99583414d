import { Embedding } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { expect, test } from 'vitest';
import { inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;

inCompiledMode('an index that an Embedding does not have', () => {
  test('takes the vector of the nearest one in a program, which learns nothing from it', async () => {
    using model = new Sequential([
      new Input({ shape: [1], dtype: 'int32' }),
      new Embedding({ inputDim: 3, outputDim: 1, weights: [[1], [2], [3]] }),
    ]);
    model.compile({ optimizer: new SGD({ learningRate: 0.5 }), loss: 'mse', jitCompile: true });
    const x = [[-5], [1], [9], [2 ** 31 - 1]];
    expect(Array.from((await model.predict(x, silent)).data)).toEqual([1, 2, 3, 3]);
    await model.trainOnBatch(x, [[[0]], [[0]], [[0]], [[0]]]);
    // By hand: 2 - 0.5 · 2 · 2 / 4.
    expect(Array.from(model.getWeights()[0]!.data)).toEqual([1, 1.5, 3]);
  });
});
