/** Formulas that a loss and a metric share, where they could go wrong. Values by hand, or of Keras 3.15.1. */

import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { tensor } from '../tensors/creation.ts';
import { valueAndGradients } from '../tensors/gradient.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { binaryCrossentropyOf } from './binary-crossentropy-of.ts';
import { categoricalCrossentropyOf } from './categorical-crossentropy-of.ts';
import { categoricalHingeOf } from './categorical-hinge-of.ts';
import { cosineSimilarityOf } from './cosine-similarity-of.ts';
import { hingeOf } from './hinge-of.ts';
import { klDivergenceOf } from './kl-divergence-of.ts';
import { logCoshOf } from './log-cosh-of.ts';
import { meanAbsolutePercentageErrorOf } from './mean-absolute-percentage-error-of.ts';
import { meanSquaredLogarithmicErrorOf } from './mean-squared-logarithmic-error-of.ts';
import { poissonOf } from './poisson-of.ts';
import {
  countedLabels,
  sparseCategoricalCrossentropyOf,
} from './sparse-categorical-crossentropy-of.ts';
import { squaredHingeOf } from './squared-hinge-of.ts';

type Score = (target: Tensor, prediction: Tensor) => Tensor;

const rows = (...values: number[][]): Tensor => tensor(values, 'float32');

function valueAndGradient(score: Score, target: number[][], prediction: number[][]) {
  const p = rows(...prediction);
  const { gradients } = valueAndGradients(() => sum(score(rows(...target), p)), [p]);
  return { value: score(rows(...target), p), gradient: gradients[0]! };
}

onEachBackend('Scores at the edges', (backend) => {
  // Small values are compared digit by digit. Logarithms of webgl have no such digits near 1.
  const digits = backend.name === 'webgl' ? undefined : { absolute: 0, relative: 3e-6 };

  test('an error in percent of 0 is in percent of 1e-7', () => {
    const { value } = valueAndGradient(meanAbsolutePercentageErrorOf, [[0, 2]], [[1, 2]]);
    expectClose(value, [5e8]);
  });

  test('no error in percent has a gradient of 0', () => {
    const { value, gradient } = valueAndGradient(meanAbsolutePercentageErrorOf, [[2, 4]], [[2, 5]]);
    expectClose(value, [12.5]);
    expectClose(gradient, [[0, 12.5]]); // 100 / 4 / 2
  });

  test('logarithmic errors of small numbers keep their digits', () => {
    using value = meanSquaredLogarithmicErrorOf(rows([1e-3]), rows([3e-3]));
    expectClose(value, [3.9840502e-6], digits); // (log 1.003 - log 1.001)²
  });

  test('numbers below 1e-7 count as 1e-7, and have no gradient', () => {
    const { value, gradient } = valueAndGradient(
      meanSquaredLogarithmicErrorOf,
      [[1, 1, -5]],
      [[0, -1, -3]],
    );
    expectClose(value, [0.320302]); // 2 / 3 · (log 2)²
    expectClose(gradient, [[0, 0, 0]]);
  });

  test('targets of 0 and 1 become signs only if there are no others', () => {
    expectClose(hingeOf(rows([0, 1], [1, 1]), rows([0.5, 0.5], [2, -2])), [1, 1.5]);
    expectClose(hingeOf(rows([0, 1], [-1, 1]), rows([0.5, 0.5], [2, -2])), [0.75, 3]);
    expectClose(squaredHingeOf(rows([0, 1]), rows([0.5, 0.5])), [1.25]);
  });

  test('on the margin, the hinge has the gradient of its left side, as in Keras', () => {
    const { value, gradient } = valueAndGradient(hingeOf, [[1, -1, 1]], [[1, -1, 1.5]]);
    expectClose(value, [0]);
    expectClose(gradient, [[-1 / 3, 1 / 3, 0]]);
  });

  test('wrong classes that lead together share the gradient', () => {
    const { value, gradient } = valueAndGradient(
      categoricalHingeOf,
      [[1, 0, 0]],
      [[0.2, 0.5, 0.5]],
    );
    expectClose(value, [1.3]);
    expectClose(gradient, [[-1, 0.5, 0.5]]);
  });

  test('the right class ahead by more than 1 costs nothing', () => {
    const { value, gradient } = valueAndGradient(categoricalHingeOf, [[1, 0]], [[2, 0.5]]);
    expectClose(value, [0]);
    expectClose(gradient, [[0, 0]]);
  });

  test.each([
    { error: 0, value: 0, slope: 0 },
    { error: 1e-4, value: 5e-9, slope: 1e-4 },
    { error: -1e-2, value: 4.9999167e-5, slope: -0.00999967 },
    { error: 1, value: 0.4337808, slope: 0.7615942 },
    { error: 1.0001, value: 0.433857, slope: 0.7616362 },
    { error: 20, value: 19.3068528, slope: 1 },
    { error: -3e4, value: 29999.3068528, slope: -1 },
  ])('log-cosh of $error is $value', ({ error, value, slope }) => {
    const found = valueAndGradient(logCoshOf, [[0]], [[error]]);
    expectClose(found.value, [value], digits);
    expectClose(found.gradient, [[slope]], digits);
  });

  test('a distribution that is met has no divergence', () => {
    const { value, gradient } = valueAndGradient(klDivergenceOf, [[1, 0, 0]], [[1, 0, 1e-7]]);
    expectClose(value, [0]);
    expectClose(gradient, [[-1, 0, -1]]); // -t / p; none where p is clipped
  });

  test('a probability of 0 diverges by a finite amount', () => {
    using value = klDivergenceOf(rows([1, 0]), rows([0, 1]));
    expectClose(value, [16.118094]); // -log 1e-7 + 1e-7 · log 1e-7
  });

  test('counts of 0 are expected for nothing', () => {
    const { value, gradient } = valueAndGradient(poissonOf, [[0, 1]], [[0, 1]]);
    expectClose(value, [0.5]);
    expectClose(gradient, [[0.5, 0]]);
    using impossible = poissonOf(rows([1]), rows([0]));
    expectClose(impossible, [16.118096]);
  });

  test('cosines of equal, opposite, right-angled and zero vectors', () => {
    const target = rows([3, 4], [3, 4], [3, 4], [3, 4], [0, 0]);
    const prediction = rows([6, 8], [-6, -8], [4, -3], [0, 0], [1, 2]);
    expectClose(cosineSimilarityOf(target, prediction), [1, -1, 0, 0, 0]);
  });

  test('the cosine with a zero vector has a finite gradient: that of a length of 1e-7', () => {
    const { gradient } = valueAndGradient(cosineSimilarityOf, [[1, 0]], [[0, 0]]);
    expectClose(gradient, [[1e7, 0]]);
  });

  test('axes of cosines are counted and checked', () => {
    const target = rows([3, 1], [4, 1]);
    expectClose(cosineSimilarityOf(target, rows([3, 1], [4, -1]), 0), [1, 0]);
    expect(() => cosineSimilarityOf(target, target, 2)).toThrow(
      'cosineSimilarity: `axis` must be a whole number from -2 to 1 for rank 2, received 2',
    );
  });

  test.each<{ name: string; score: Score }>([
    { name: 'meanAbsolutePercentageErrorOf', score: meanAbsolutePercentageErrorOf },
    { name: 'meanSquaredLogarithmicErrorOf', score: meanSquaredLogarithmicErrorOf },
    { name: 'hingeOf', score: hingeOf },
    { name: 'squaredHingeOf', score: squaredHingeOf },
    { name: 'categoricalHingeOf', score: categoricalHingeOf },
    { name: 'logCoshOf', score: logCoshOf },
    { name: 'klDivergenceOf', score: klDivergenceOf },
    { name: 'poissonOf', score: poissonOf },
    { name: 'cosineSimilarityOf', score: cosineSimilarityOf },
    { name: 'binaryCrossentropyOf', score: binaryCrossentropyOf },
    { name: 'categoricalCrossentropyOf', score: categoricalCrossentropyOf },
  ])('$name of NaN is NaN', ({ score }) => {
    using value = score(rows([1, 0]), rows([Number.NaN, 0.5]));
    expect(value.dataSync()[0]).toBeNaN();
  });

  test('a class to ignore has no crossentropy, and is told apart', () => {
    const prediction = rows([0.25, 0.75], [0.5, 0.5]);
    const labels = tensor([-1, 1]);
    const options = { ignoreClass: -1 };
    expectClose(sparseCategoricalCrossentropyOf(labels, prediction, options), [0, Math.LN2]);
    expectClose(countedLabels(labels, prediction, options)!, [false, true]);
    expect(countedLabels(labels, prediction, {})).toBeUndefined();
  });

  test('classes may stand on another axis', () => {
    const prediction = rows([0.25, 0.5], [0.75, 0.5]);
    expectClose(sparseCategoricalCrossentropyOf(tensor([1, 0]), prediction, { axis: 0 }), [
      -Math.log(0.75),
      Math.LN2,
    ]);
    expectClose(categoricalCrossentropyOf(rows([0, 1], [1, 0]), prediction, { axis: 0 }), [
      -Math.log(0.75),
      Math.LN2,
    ]);
  });
});
