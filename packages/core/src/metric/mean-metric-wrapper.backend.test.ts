import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor } from '../tensors/tensor.ts';
import { MeanMetricWrapper } from './mean-metric-wrapper.ts';

const bias = (yTrue: Tensor, yPred: Tensor): Tensor => yPred.sub(yTrue);

onEachBackend('MeanMetricWrapper', () => {
  test('compares a vector of targets with a column of predictions pair by pair', () => {
    const metric = new MeanMetricWrapper({ fn: bias });
    metric.updateState([1, 2], [[1.5], [3.5]]);
    using result = metric.result();
    expectClose(result, 1); // (0.5 + 1.5) / 2; all with all would give the same mean
    metric.resetState();
    const squares = new MeanMetricWrapper({ fn: (a, b) => bias(a, b).square() });
    squares.updateState([1, 2], [[1.5], [3.5]]);
    using mean = squares.result();
    expectClose(mean, 1.25); // (0.25 + 2.25) / 2; all with all would give 1.75
    squares.resetState();
  });

  test('takes the name of its function and no direction, unless told', () => {
    const metric = new MeanMetricWrapper({ fn: bias });
    expect([metric.name, metric.direction]).toEqual(['bias', undefined]);
    const told = new MeanMetricWrapper({ fn: bias, name: 'offset', direction: 'down' });
    expect([told.name, told.direction]).toEqual(['offset', 'down']);
    expect(new MeanMetricWrapper(told.config).config).toEqual(told.config);
  });

  test('asks for a function', () => {
    expect(() => new MeanMetricWrapper({ fn: 'mae' as never })).toThrow(
      'MeanMetricWrapper: `fn` must be a function, received "mae".\n  Fix: pass { fn: (yTrue, yPred) => … }, which returns one value per sample.',
    );
    expect(() => new MeanMetricWrapper({} as never)).toThrow(/`fn` is required/);
  });
});
