import { expect, test } from 'vitest';
import { parseMeasurements, predictionMeasurement, trainingMeasurement } from './measurement.ts';

test('a short last batch is a step too', () => {
  const work = { name: 'mlp', batchSize: 32 };
  // 100 rows are 4 steps, 3 epochs 12.
  expect(trainingMeasurement('myelin-cpu', work, { rows: 100, repeats: 3 }, 0.6)).toEqual({
    peer: 'myelin-cpu',
    work: 'mlp',
    seconds: 0.6,
    steps: 12,
    ms_per_step: 50,
    samples_per_s: 500,
  });
});

test('a call is a step, and microseconds are not rounded away', () => {
  const measured = predictionMeasurement('p', { name: 'predict_one' }, { rows: 1 }, 1.2345e-6);
  expect(measured).toMatchObject({ steps: 1, ms_per_step: 0.0012345, samples_per_s: 810045 });
});

test('lines of other kinds are passed over', () => {
  const line = { peer: 'p', work: 'w', seconds: 1, steps: 1, ms_per_step: 1000, samples_per_s: 1 };
  const output = `loading\n${JSON.stringify(line)}\n{"peer":"p","work":"w","error":"no"}\n`;
  expect(parseMeasurements(output)).toEqual([line]);
});
