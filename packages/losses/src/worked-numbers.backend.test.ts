/** The numbers of the course notes, worked by hand there and here. */

import { div, softmax, sum, tensor } from '@myelin/core';
import { arrayOf, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  categoricalCrossentropy,
  MeanAbsoluteError,
  MeanSquaredError,
  SparseCategoricalCrossentropy,
} from './index.ts';

/** Twice the spacing of float32 numbers at the values compared here. */
const exact = { absolute: 5e-7, relative: 5e-7 };

onEachBackend('Losses give the numbers of the notes', () => {
  test('categorical crossentropy of cat, tiger and dog is 1.936381', () => {
    const yTrue = [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ];
    const yPred = [
      [0.6, 0.3, 0.1],
      [0.3, 0.6, 0.1],
      [0.1, 0.7, 0.2],
    ];
    using categorical = new CategoricalCrossentropy().apply(yTrue, yPred);
    expectClose(categorical, 1.936381, exact);
    using sparse = new SparseCategoricalCrossentropy().apply([1, 2, 0], yPred);
    expectClose(sparse, 1.936381, exact);
  });

  test('three samples have 0.510826, 0.510826 and 1.203973, their mean is 0.741875', () => {
    const yTrue = [
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ];
    const yPred = [
      [0.1, 0.3, 0.6],
      [0.2, 0.6, 0.2],
      [0.3, 0.4, 0.3],
    ];
    using each = new CategoricalCrossentropy({ reduction: 'none' }).apply(yTrue, yPred);
    expectClose(each, [0.5108256, 0.5108256, 1.2039728], exact);
    using mean = new CategoricalCrossentropy().apply(yTrue, yPred);
    expectClose(mean, 0.741875, exact);
  });

  test('binary crossentropy of four samples is 0.3445815', () => {
    const yTrue = [1, 0, 0, 1];
    const yPred = [[0.8], [0.3], [0.5], [0.9]];
    using each = new BinaryCrossentropy({ reduction: 'none' }).apply(yTrue, yPred);
    expectClose(each, [0.2231436, 0.3566749, Math.LN2, 0.1053605], exact);
    using mean = new BinaryCrossentropy().apply(yTrue, yPred);
    expectClose(mean, 0.3445815, exact);
  });

  test('H(p, q) of 0.7 is 0.356675, which is the 0.1549 of the notes times log 10', () => {
    using natural = categoricalCrossentropy([[1, 0, 0]], [[0.7, 0.2, 0.1]]);
    expectClose(natural, [0.3566749], exact);
    using decimal = div(natural, Math.LN10);
    expectClose(decimal, [0.154902], exact);
  });

  test('H(p, q) of a perfect match is 0', () => {
    using perfect = categoricalCrossentropy([[1, 0, 0]], [[1, 0, 0]]);
    expectClose(perfect, [0], exact);
  });

  test('the squared error of 0.436 against 0.4 is 0.001296', () => {
    using squared = new MeanSquaredError().apply([[0.4]], [[0.436]]);
    expectClose(squared, 0.001296, exact);
    using absolute = new MeanAbsoluteError().apply([[0.4]], [[0.436]]);
    expectClose(absolute, 0.036, exact);
  });

  test('softmax of the ten printed predictions sums to 1, and class 0 leads', () => {
    const printed = [
      0.30874717, 0.05911743, 0.07364181, 0.07375877, 0.07602702, 0.07852488, 0.09194738,
      0.08101318, 0.05992001, 0.09730238,
    ];
    using shares = softmax(tensor([printed]));
    const expected = [
      0.12288869, 0.09574126, 0.09714198, 0.09715334, 0.09737397, 0.09761749, 0.0989366, 0.0978607,
      0.09581812, 0.09946782,
    ];
    expectClose(shares, [expected], exact);
    using total = sum(shares);
    expectClose(total, 1, exact);
    expect(arrayOf(shares).argMax().at(0)).toBe(0);
  });

  test('softmax of a softmax never exceeds 0.2319693, so its loss never falls below 1.461150', () => {
    const certain = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    using twice = softmax(tensor([certain], 'float32'));
    expectClose(twice, [[0.2319693, ...Array<number>(9).fill(0.0853367)]], exact);
    using loss = new SparseCategoricalCrossentropy().apply([0], twice);
    expectClose(loss, 1.4611502, exact);
  });
});
