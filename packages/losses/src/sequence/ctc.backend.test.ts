import { type NdArray, ndArray, softmax, sum, tensor, valueAndGradients } from '@myelin/core';
import { expectClose, onEachBackend, randomArray, waysToRun } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { CTC, ctc } from './ctc.ts';

const uniform = (time: number, classes: number): number[][][] => [
  Array.from({ length: time }, () => Array<number>(classes).fill(0)),
];

const slope = (yTrue: number[][], yPred: NdArray | number[][][]) => {
  const logits = tensor(yPred, 'float32');
  const { value, gradients } = valueAndGradients(() => sum(ctc(yTrue, logits)), [logits]);
  return { value, gradient: gradients[0]! };
};

/** Probability of all paths that spell the labels, one by one. */
function pathsThatSpell(labels: readonly number[], probabilities: readonly number[][]): number {
  let total = 0;
  const walk = (path: readonly number[], probability: number): void => {
    for (const [symbol, p] of probabilities[path.length]?.entries() ?? []) {
      walk([...path, symbol], probability * p);
    }
    if (path.length < probabilities.length) return;
    const spelled = path.filter((symbol, i) => symbol !== 0 && symbol !== path[i - 1]);
    if (spelled.join() === labels.join()) total += probability;
  };
  walk([], 1);
  return total;
}

onEachBackend('CTC', (backend) => {
  // Of the equally likely paths, those that spell the labels are counted.
  test.each([
    { labels: [1], time: 1, classes: 2, share: 1 / 2 },
    { labels: [1], time: 2, classes: 2, share: 3 / 4 }, // 01, 10, 11
    { labels: [1, 0, 0], time: 2, classes: 2, share: 3 / 4 }, // padding changes nothing
    { labels: [1, 2], time: 2, classes: 3, share: 1 / 9 }, // 12
    { labels: [1, 2], time: 3, classes: 3, share: 5 / 27 }, // 112, 122, 012, 102, 120
    { labels: [1, 1], time: 3, classes: 2, share: 1 / 8 }, // 101: a blank keeps equal labels apart
    { labels: [0, 0], time: 3, classes: 2, share: 1 / 8 }, // 000: no labels
  ])('$labels in $time steps of $classes classes: $share', ({ labels, time, classes, share }) => {
    using value = ctc([labels], uniform(time, classes));
    expectClose(value, [-Math.log(share)]);
  });

  test.each([{ labels: [1, 2, 1] }, { labels: [2, 2] }, { labels: [3] }])(
    'agrees with counting all paths: $labels',
    ({ labels }) => {
      const logits = randomArray([1, 5, 4], 3);
      const rows = softmax(tensor(logits)).arraySync() as number[][][];
      using value = ctc([labels], logits);
      expectClose(value, [-Math.log(pathsThatSpell(labels, rows[0]!))]);
    },
  );

  test('samples of a batch do not mix, however they are padded', () => {
    const logits = randomArray([2, 6, 4], 5);
    const one = (row: number): NdArray => logits.slice(row, row + 1);
    const both = slope(
      [
        [1, 2, 2],
        [3, 0, 0],
      ],
      logits,
    );
    const first = slope([[1, 2, 2]], one(0));
    const second = slope([[3]], one(1));
    expectClose(both.value, first.value.dataSync()[0]! + second.value.dataSync()[0]!);
    expectClose(both.gradient, [
      ...(first.gradient.arraySync() as number[][][]),
      ...(second.gradient.arraySync() as number[][][]),
    ]);
  });

  test('too few steps: the loss is infinite and its gradient 0', () => {
    const { value, gradient } = slope([[1, 1]], uniform(2, 3));
    expect(value.dataSync()[0]).toBe(Number.POSITIVE_INFINITY);
    expectClose(gradient, [
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ]);
  });

  test('a label that is no class has a probability of 0', () => {
    using value = ctc([[5]], uniform(2, 3));
    expect(value.dataSync()[0]).toBe(Number.POSITIVE_INFINITY);
  });

  test('huge logits give exact losses and gradients', () => {
    // The only path that is not hopeless is 12; it costs 1000 at each step.
    const { value, gradient } = slope(
      [[1, 2]],
      [
        [
          [1000, 0, -1000],
          [1000, -1000, 0],
        ],
      ],
    );
    expectClose(value, 2000);
    expectClose(gradient, [
      [
        [1, -1, 0],
        [1, 0, -1],
      ],
    ]);
  });

  test('classes that are ruled out by -∞ stay so', () => {
    const never = Number.NEGATIVE_INFINITY;
    const { value, gradient } = slope(
      [[1]],
      [
        [
          [0, 0, never],
          [0, 0, never],
        ],
      ],
    );
    expectClose(value, 0.2876821); // as with two classes
    expectClose(gradient, [
      [
        [1 / 6, -1 / 6, 0],
        [1 / 6, -1 / 6, 0],
      ],
    ]); // 1 / 2 less the shares 1 / 3 and 2 / 3
  });

  test('NaN is not hidden', () => {
    using value = ctc(
      [[1]],
      [
        [
          [Number.NaN, 0],
          [0, 0],
        ],
      ],
    );
    expect(value.dataSync()[0]).toBeNaN();
  });

  test('weights of samples count', () => {
    const loss = new CTC({ reduction: 'sum' });
    const yPred = [...uniform(2, 2), ...uniform(2, 2)];
    using value = loss.apply([[1], [1]], yPred, { sampleWeight: [1, 3] });
    expectClose(value, 4 * 0.2876821);
  });

  test('gradients of each step sum to 0, over 200 steps too', () => {
    const { value, gradient } = slope([[1, 2, 3, 3, 1, 0]], randomArray([1, 200, 5], 7));
    expect(Number.isFinite(value.dataSync()[0])).toBe(true);
    // Logarithms near 300 have a spacing of 3e-5, and 200 of them are added.
    expectClose(sum(gradient, -1), [Array<number>(200).fill(0)], { absolute: 2e-3, relative: 0 });
  });

  test('40 steps give the same in every way to run them', async () => {
    const inputs = {
      yTrue: ndArray(
        [
          [1, 2, 2, 0],
          [3, 1, 0, 0],
        ],
        undefined,
        'int32',
      ),
      yPred: randomArray([2, 40, 5], 9),
    };
    const results = [];
    for (const { run } of waysToRun(backend)) {
      results.push(
        await run(inputs, ({ yTrue, yPred }) => {
          const { value, gradients } = valueAndGradients(
            () => new CTC().apply(yTrue!, yPred!),
            [yPred!],
          );
          return { value, gradient: gradients[0]! };
        }),
      );
    }
    const [eager] = results;
    for (const { value, gradient } of results) {
      expectClose(value!, eager!.value!);
      expectClose(gradient!, eager!.gradient!);
    }
  });

  test('shapes that do not belong together are refused', () => {
    expect(() => ctc([1, 2], uniform(2, 3))).toThrow(
      'ctc: needs targets of shape [batch, labels] and predictions of shape [batch, time, classes], received [2] and [1, 2, 3].\n  Fix: pad the labels of each sample with 0 to one length, and let the last layer give one logit a class at each time step.',
    );
    expect(() => ctc([[1], [2]], uniform(2, 3))).toThrow(/received \[2, 1\] and \[1, 2, 3\]/);
    expect(() => ctc([[]], uniform(2, 3))).toThrow(/received \[1, 0\] and/);
  });
});
