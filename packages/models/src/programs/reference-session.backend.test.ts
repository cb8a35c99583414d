import { type NdArray, ndArray, setRandomSeed, useBackend } from '@myelin/core';
import { BatchNormalization, Dense, Dropout } from '@myelin/layers';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { interpreting } from '../../../program/test-support/interpreted-session.ts';
import { withoutPrograms } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;

onEachBackend('programs as the interpreter runs them', (backend) => {
  test('train, judge and predict as operations one by one do', async () => {
    const { x, y } = twoClasses(20);
    const run = async (isCompiled: boolean) => {
      await useBackend(isCompiled ? interpreting(backend) : withoutPrograms(backend));
      setRandomSeed(1);
      using model = new Sequential([
        new Dense({ units: 4, activation: 'tanh', inputShape: [2] }),
        new BatchNormalization(),
        new Dropout({ rate: 0.2 }),
        new Dense({ units: 2, activation: 'softmax' }),
      ]);
      model.compile({
        optimizer: 'adam',
        loss: 'sparse_categorical_crossentropy',
        metrics: ['accuracy'],
        jitCompile: isCompiled,
      });
      const options = { ...silent, batchSize: 8, epochs: 2, validationData: [x, y] as const };
      const { history } = await model.fit(x, y, options);
      const judged = (await model.evaluate(x, y, silent)) as number[];
      return {
        history,
        results: [
          await model.predict(x, silent),
          ...model.getWeights(),
          ndArray(Float32Array.from([...Object.values(history).flat(), ...judged])),
        ] as NdArray[],
      };
    };
    const eager = await run(false);
    const compiled = await run(true);
    expect(Object.keys(compiled.history)).toEqual(Object.keys(eager.history));
    for (const [i, expected] of eager.results.entries()) {
      expectClose(compiled.results[i]!, expected, 'trace');
    }
    await useBackend(backend);
  });
});
