import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  ConcordanceCorrelation,
  concordanceCorrelation,
  PearsonCorrelation,
  pearsonCorrelation,
} from '../index.ts';

onEachBackend('Correlations', () => {
  test('a linear function is correlated, but not concordant', () => {
    const t = [[1, 2, 3]];
    using up = pearsonCorrelation(t, [[12, 14, 16]]);
    expectClose(up, [1]);
    using down = pearsonCorrelation(t, [[3, 2, 1]]);
    expectClose(down, [-1]);
    // By hand: covariance 2/3, variances 2/3, means apart by 1: 2·(2/3) / (4/3 + 1) = 4/7.
    using shifted = concordanceCorrelation(t, [[2, 3, 4]]);
    expectClose(shifted, [4 / 7]);
    // Covariance 4/3, variances 2/3 and 8/3, means apart by 2: (8/3) / (10/3 + 4) = 4/11.
    using stretched = concordanceCorrelation(t, [[2, 4, 6]]);
    expectClose(stretched, [4 / 11]);
  });

  test('equal values: NaN for Pearson, 0 for concordance', () => {
    const t = [
      [1, 1, 1],
      [1, 2, 3],
      [1, 1, 1],
    ];
    const p = [
      [1, 2, 3],
      [1, 1, 1],
      [1, 1, 1],
    ];
    using pearson = pearsonCorrelation(t, p);
    expectClose(pearson, [Number.NaN, Number.NaN, Number.NaN]);
    using concordance = concordanceCorrelation(t, p);
    expectClose(concordance, [0, 0, 0]);
  });

  test('along the samples of a batch', () => {
    const metric = new PearsonCorrelation({ axis: 0 });
    metric.updateState(
      [
        [1, 1],
        [2, 2],
      ],
      [
        [5, 9],
        [6, 7],
      ],
    ); // 1 for the first output, -1 for the second
    using result = metric.result();
    expectClose(result, 0);
    metric.resetState();
  });

  test('along several axes at once', () => {
    const t = [
      [1, 2],
      [3, 4],
    ];
    // By hand: deviations ±1.5, ±0.5 against 1, 1, -1, -1: (-1.5 - 0.5 - 0.5 - 1.5) / 4 / √1.25.
    const p = [
      [1, 1],
      [-1, -1],
    ];
    using both = pearsonCorrelation(t, p, { axis: [0, 1] });
    expectClose(both, -1 / Math.sqrt(1.25));
    using last = pearsonCorrelation(t, t, { axis: [1] });
    expectClose(last, [1, 1]);
    using twice = pearsonCorrelation(t, p, { axis: [0, 1, -1] });
    expectClose(twice, -1 / Math.sqrt(1.25));
  });

  test('means over samples count by weight, over all batches', () => {
    const metric = new ConcordanceCorrelation();
    metric.updateState([[1, 2, 3]], [[2, 3, 4]], { sampleWeight: [3] });
    metric.updateState([[1, 2, 3]], [[1, 2, 3]], { sampleWeight: [1] });
    using result = metric.result();
    expectClose(result, (3 * (4 / 7) + 1) / 4);
    metric.resetState();
  });

  test('refuse axes that are not there', () => {
    for (const Metric of [PearsonCorrelation, ConcordanceCorrelation]) {
      expect(() => new Metric({ axis: 0.5 })).toThrow(/`axis` must be a whole number/);
      expect(() => new Metric({ axis: null as never })).toThrow(/`axis` must be a whole number/);
      expect(() => new Metric({ axis: [] })).toThrow(/several, received \[\]/);
      const metric = new Metric({ axis: 2 });
      expect(() => metric.updateState([[1, 2]], [[1, 2]])).toThrow(
        /`axis` must be a whole number from -2 to 1 for rank 2, received 2/,
      );
    }
    expect(() => pearsonCorrelation([[1, 2]], [[1, 2]], { axes: 0 } as object)).toThrow(
      /did you mean `axis`/,
    );
  });

  test('along the batch there is no value for each sample to weigh', () => {
    const metric = new PearsonCorrelation({ axis: 0 });
    const batch = [[1], [2], [4]];
    expect(() => metric.updateState(batch, batch, { sampleWeight: [1, 1, 1] })).toThrow(
      /sampleWeight: shape \[3\] does not fit values of shape \[1\]/,
    );
  });

  test('the functions leave no tensor behind', async () => {
    await expectNoLeak(() => {
      pearsonCorrelation([[1, 2]], [[1, 2]]).dispose();
      concordanceCorrelation([[1, 2]], [[1, 2]]).dispose();
    });
  });
});
