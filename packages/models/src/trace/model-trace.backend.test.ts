import { Activation, Dense } from '@myelin/layers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

/** Two inputs, two sigmoid units, one sigmoid output: the shape of the course note's worked example. */
function noteModel(): Sequential {
  const model = new Sequential([
    new Dense({ units: 2, activation: 'sigmoid', inputShape: [2], name: 'hidden' }),
    new Dense({ units: 1, activation: 'sigmoid', name: 'output' }),
  ]);
  // The first unit has the note's weights, the second adds up to 0.
  model.setWeights([
    [
      [2, 1],
      [1, 1],
    ],
    [0, 0],
    [[0.5], [-1.2457]],
    [0],
  ]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

inBothModes('a trace of a small net', () => {
  test('has sums, activations and derivatives of every node', async () => {
    using model = noteModel();
    const trace = await model.trace([[1, -1]], [[0.4]]);
    const hidden = trace.of('hidden')!;
    expect(hidden.inputs[0]!.toArray()).toEqual([[1, -1]]);
    expectClose(hidden.preActivation!.value, [[1, 0]]);
    const first = sigmoid(1);
    expectClose(hidden.outputs[0]!, [[first, 0.5]]);
    const z = 0.5 * first - 1.2457 * 0.5;
    const y = sigmoid(z);
    const output = trace.of('output')!;
    expectClose(output.preActivation!.value, [[z]]);
    expectClose(output.outputs[0]!, [[y]]);
    expect(trace.loss).toBeCloseTo((y - 0.4) ** 2, 6);
    // Backward, by the chain rule.
    const dy = 2 * (y - 0.4);
    const dz = dy * y * (1 - y);
    expectClose(output.outputGradients[0]!, [[dy]]);
    expectClose(output.preActivation!.gradient!, [[dz]]);
    expectClose(output.weights[0]!.gradient!, [[dz * first], [dz * 0.5]]);
    expectClose(hidden.outputGradients[0]!, [[dz * 0.5, dz * -1.2457]]);
    const dHidden = [dz * 0.5 * first * (1 - first), dz * -1.2457 * 0.25];
    expectClose(hidden.preActivation!.gradient!, [dHidden]);
    expectClose(hidden.weights[0]!.gradient!, [dHidden, dHidden.map((value) => -value)]);
  });

  test('is told unit by unit', async () => {
    using model = noteModel();
    const lines = String(await model.trace([[1, -1]], [[0.4]])).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'Forward pass',
      '  hidden (Dense, sigmoid)',
      '    x = [[1, -1]]',
      '    unit 1: 1 · 2 + (-1) · 1 + 0 = 1, sigmoid(1) = 0.7311',
      '    unit 2: 1 · 1 + (-1) · 1 + 0 = 0, sigmoid(0) = 0.5',
    ]);
    expect(lines).toContain('  output (Dense, sigmoid)');
    expect(lines.filter((line) => line.includes('dL/dz'))).toHaveLength(2);
  });

  test('changes nothing, and leaves nothing behind', async () => {
    using model = noteModel();
    const before = model.getWeights().map((weight) => weight.toArray());
    await model.trace([[1, -1]], [[0.4]]);
    await expectNoLeak(async () => {
      await model.trace([[1, -1]], [[0.4]]);
    });
    expect(model.getWeights().map((weight) => weight.toArray())).toEqual(before);
  });

  test('larger layers are told as arrays', async () => {
    using model = new Sequential([
      new Dense({ units: 30, inputShape: [2] }),
      new Activation({ activation: 'relu' }),
    ]);
    model.compile({ loss: 'mse' });
    const text = String(await model.trace([[1, 2]], [new Array(30).fill(0)]));
    expect(text).toContain('y = […] of shape [1, 30]');
    expect(text).toMatch(/\(Activation, relu\)/);
  });
});
