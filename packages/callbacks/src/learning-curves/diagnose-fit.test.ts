import { ArgumentError, DataError, History } from '@myelin/core';
import { expect, test } from 'vitest';
import { FakeRun } from '../../test-support/fake-run.ts';
import { diagnoseFit } from './diagnose-fit.ts';

/** `count` values of a function of the epoch. */
const curve = (count: number, at: (epoch: number) => number): number[] =>
  Array.from({ length: count }, (_, epoch) => at(epoch));

/** The same noise each time: values in [-1, 1), by a linear congruence (Numerical Recipes). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const falling = (epoch: number, to = 0.2, from = 1, pace = 5): number =>
  to + (from - to) * Math.exp(-epoch / pace);

/** Falls to 0.5 until epoch 10, then rises again as fast. */
const turning = (epoch: number): number =>
  epoch <= 10 ? 1 - 0.05 * epoch : 0.5 + 0.05 * (epoch - 10);

test('validation loss that rises, while the training loss falls, is overfitting', () => {
  const diagnosis = diagnoseFit({
    loss: curve(30, (epoch) => falling(epoch)),
    val_loss: curve(30, turning),
  });
  expect(diagnosis).toMatchObject({ verdict: 'overfitting', bestEpoch: 10, since: 10 });
  // The last values are 0.2 + 0.8·e^(-29/5) and 1.45, smoothed over two epochs.
  expect(diagnosis.gap).toBeCloseTo(1.425 - (falling(28) + falling(29)) / 2, 6);
  expect(diagnosis.explanation).toMatch(
    /^val_loss was lowest around epoch 11, 0\.5\d*, and ends at 1\.4\d, while loss goes from 0\.3\d* to 0\.20\d\. Stop there/,
  );
});

test('so is a validation loss that never fell', () => {
  const history = { loss: [1, 0.8, 0.6, 0.4, 0.2, 0.1], val_loss: [1, 1.1, 1.3, 1.5, 1.7, 1.9] };
  expect(diagnoseFit(history)).toMatchObject({ verdict: 'overfitting', bestEpoch: 0, since: 0 });
});

test('so is a gap that stays, though the validation loss does not rise', () => {
  const diagnosis = diagnoseFit({
    loss: curve(40, (epoch) => falling(epoch, 0.01, 1, 3)),
    val_loss: curve(40, (epoch) => falling(epoch, 0.3, 1, 3)),
  });
  expect(diagnosis.verdict).toBe('overfitting');
  expect(diagnosis.explanation).toMatch(/^val_loss leveled off at 0\.3, and loss is 0\.01/);
  // loss < val_loss / 2 from 0.99·e^(-t/3) + 0.01 < (0.7·e^(-t/3) + 0.3) / 2 on: t > 3·ln(0.64 / 0.14) = 4.6. Epoch 4 is the last without the gap.
  expect(diagnosis.since).toBe(4);
});

test('a gap that is small beside what was gained is a good fit', () => {
  const diagnosis = diagnoseFit({
    loss: curve(40, (epoch) => falling(epoch, 0.001, 1, 3)),
    val_loss: curve(40, (epoch) => falling(epoch, 0.005, 1, 3)),
  });
  expect(diagnosis).toMatchObject({ verdict: 'good fit', since: undefined });
});

test('both losses that level off close to one another are a good fit', () => {
  const diagnosis = diagnoseFit({
    loss: curve(40, (epoch) => falling(epoch)),
    val_loss: curve(40, (epoch) => falling(epoch, 0.25)),
  });
  expect(diagnosis.verdict).toBe('good fit');
  expect(diagnosis.gap).toBeCloseTo(0.05, 3);
  expect(diagnosis.explanation).toBe('Both losses leveled off: loss at 0.2, val_loss at 0.25.');
});

test('a training loss above what is wanted is underfitting, all else as in a good fit', () => {
  const history = {
    loss: curve(40, (epoch) => falling(epoch)),
    val_loss: curve(40, (epoch) => falling(epoch, 0.25)),
  };
  expect(diagnoseFit(history, { targetLoss: 0.3 }).verdict).toBe('good fit');
  expect(diagnoseFit(history, { targetLoss: 0.1 })).toMatchObject({
    verdict: 'underfitting',
    explanation: expect.stringMatching(/^loss leveled off at 0\.2, above the target of 0\.1\./),
  });
});

test('a training loss that hardly falls is underfitting, as of a line on XOR', () => {
  const random = noise(3);
  const history = {
    loss: curve(30, (epoch) => Math.LN2 + 0.02 * Math.exp(-epoch / 3) + 0.002 * random()),
    val_loss: curve(30, () => Math.LN2 + 0.002 * random()),
  };
  expect(diagnoseFit(history)).toMatchObject({ verdict: 'underfitting', since: undefined });
});

test('so is one that falls too slowly to matter', () => {
  const slow = curve(10, (epoch) => 2.3 - 0.005 * epoch);
  expect(diagnoseFit({ loss: slow, val_loss: slow }).verdict).toBe('underfitting');
});

test('a validation loss that falls to the end is still improving', () => {
  const loss = curve(12, (epoch) => 1 - 0.05 * epoch);
  expect(diagnoseFit({ loss, val_loss: loss.map((value) => value + 0.05) })).toMatchObject({
    verdict: 'still improving',
    bestEpoch: 11,
    since: undefined,
  });
});

test('a training loss that rises is diverging', () => {
  const loss = [1, 0.8, 0.6, 0.7, 0.9, 1.2, 1.6];
  expect(diagnoseFit({ loss, val_loss: loss })).toMatchObject({
    verdict: 'diverging',
    since: 2,
    bestEpoch: 2,
  });
  const rising = [1, 1.2, 1.5, 1.9, 2.4];
  expect(diagnoseFit({ loss: rising, val_loss: rising })).toMatchObject({ since: 0 });
});

test('both losses that rise a little are diverging, not overfitting', () => {
  const history = {
    loss: curve(30, (epoch) => (epoch <= 15 ? 1 - 0.06 * epoch : 0.1 + 0.005 * (epoch - 15))),
    val_loss: curve(30, (epoch) => (epoch <= 15 ? 1 - 0.05 * epoch : 0.25 + 0.02 * (epoch - 15))),
  };
  expect(diagnoseFit(history)).toMatchObject({
    verdict: 'diverging',
    explanation: expect.stringMatching(/and loss rises too/),
  });
});

test.each([Number.NaN, Infinity])('a loss of %s is diverging, even in a short run', (value) => {
  expect(diagnoseFit({ loss: [1, 0.5, value], val_loss: [1, 0.6, value] })).toMatchObject({
    verdict: 'diverging',
    bestEpoch: 1,
    since: 1,
    gap: Number.NaN,
    explanation: expect.stringMatching(/^A loss of epoch 3 is not finite/),
  });
  expect(diagnoseFit({ loss: [value], val_loss: [1] }).since).toBe(0);
  expect(diagnoseFit({ loss: [1, 1], val_loss: [Number.NaN, 1] }).bestEpoch).toBe(1);
});

test.each([1, 2, 4])('%i epochs say nothing', (count) => {
  const history = { loss: curve(count, falling), val_loss: curve(count, (epoch) => 1 + epoch) };
  expect(diagnoseFit(history).verdict).toBe('unclear');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'noise does not make a good fit look worse, nor hide overfitting (seed %i)',
  (seed) => {
    const random = noise(seed);
    const noisy = (value: number): number => value * (1 + 0.1 * random());
    const loss = curve(60, (epoch) => noisy(falling(epoch)));
    const level = { loss, val_loss: curve(60, (epoch) => noisy(falling(epoch, 0.25))) };
    expect(['good fit', 'unclear']).toContain(diagnoseFit(level).verdict);
    const rising = { loss, val_loss: curve(60, (epoch) => noisy(turning(epoch))) };
    const { verdict, since } = diagnoseFit(rising);
    expect(verdict).toBe('overfitting');
    expect(Math.abs(since! - 10)).toBeLessThanOrEqual(4);
  },
);

test('a rise that may be noise is unclear', () => {
  const jumps = curve(10, (epoch) => 0.5 + (epoch % 2 === 0 ? -0.1 : 0.1));
  const history = { loss: curve(10, (epoch) => falling(epoch, 0.4)), val_loss: jumps };
  expect(diagnoseFit(history)).toMatchObject({
    verdict: 'unclear',
    explanation: expect.stringMatching(/jumps by as much from epoch to epoch/),
  });
});

test('losses may be negative', () => {
  const history = {
    loss: curve(40, (epoch) => falling(epoch, -0.9, 0)),
    val_loss: curve(40, (epoch) => falling(epoch, -0.85, 0)),
  };
  expect(diagnoseFit(history).verdict).toBe('good fit');
});

test('constant losses of zero are underfitting for none, and fit for any target', () => {
  const zeros = { loss: curve(6, () => 0), val_loss: curve(6, () => 0) };
  expect(diagnoseFit(zeros).verdict).toBe('good fit');
  expect(diagnoseFit(zeros, { targetLoss: 0 }).verdict).toBe('good fit');
});

test('a History counts the epochs of its run, which may begin late', async () => {
  const history = new History();
  const run = new FakeRun();
  history.onTrainBegin({}, run);
  for (let epoch = 100; epoch < 130; epoch++) {
    const at = epoch - 100;
    history.onEpochEnd(epoch, { loss: falling(at), val_loss: turning(at) }, run);
  }
  expect(diagnoseFit(history)).toMatchObject({
    verdict: 'overfitting',
    bestEpoch: 110,
    since: 110,
    explanation: expect.stringMatching(/around epoch 111/),
  });
});

test('a history without val_loss is answered with what to do', () => {
  expect(() => diagnoseFit({ loss: [1], accuracy: [0.5] })).toThrow(
    'diagnoseFit: `history` holds no `val_loss`, only loss, accuracy.\n  Fix: let fit judge samples that it does not train on: { validationSplit: 0.2 }',
  );
  expect(() => diagnoseFit({})).toThrow('`history` holds no `loss`, only nothing');
  expect(() => diagnoseFit(undefined as never)).toThrow(ArgumentError);
  expect(() => diagnoseFit({ loss: [1, 2], val_loss: [1] })).toThrow(
    '`loss` has 2 values and `val_loss` 1',
  );
  expect(() => diagnoseFit({ loss: [], val_loss: [] })).toThrow(DataError);
  expect(() => diagnoseFit({ loss: [1], val_loss: [1] }, { targetLoss: 'low' as never })).toThrow(
    /`targetLoss`/,
  );
  expect(() => diagnoseFit({ loss: [1], val_loss: [1] }, { target: 1 } as never)).toThrow(
    /`target` is not an option/,
  );
});
