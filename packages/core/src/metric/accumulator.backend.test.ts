import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { add } from '../tensors/arithmetic.ts';
import { zeros } from '../tensors/creation.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { BatchShapes, MetricBatch, MetricOptions } from './metric.ts';
import { Metric } from './metric.ts';

/** Sum of the predictions of each output. */
class OutputSums extends Metric {
  readonly className = 'OutputSums';
  readonly direction = undefined;

  constructor(options: MetricOptions = {}) {
    super('OutputSums', options, { name: 'sums' });
  }

  initialState(shapes?: BatchShapes): readonly Tensor[] {
    return [zeros(shapes ? [shapes.yPred[1] ?? 1] : [])];
  }

  nextState([before]: readonly Tensor[], { yPred }: MetricBatch): readonly Tensor[] {
    return [add(before ?? 0, sum(yPred, 0))];
  }

  resultOf([sums]: readonly Tensor[]): Tensor {
    return add(sums ?? 0, 0);
  }
}

onEachBackend('A state that depends on the shapes of batches', () => {
  test('is told them with the first batch, and remembers them after a reset', () => {
    const metric = new OutputSums();
    using unknown = metric.result();
    expectClose(unknown, 0);
    metric.updateState([[0, 0]], [[1, 2]]);
    metric.updateState([[0, 0]], [[3, 4]]);
    using sums = metric.result();
    expectClose(sums, [4, 6]);
    metric.resetState();
    using none = metric.result();
    expectClose(none, [0, 0]);
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(() => {
      const metric = new OutputSums();
      metric.updateState([[0]], [[1]]);
      metric.result().dispose();
      metric.resetState();
    });
  });

  test('a class may have a name of its own in the logs', () => {
    expect(new OutputSums().name).toBe('sums');
    expect(new OutputSums().config).toEqual({ name: 'sums' });
    expect(new OutputSums({ name: 'mine' }).name).toBe('mine');
  });
});
