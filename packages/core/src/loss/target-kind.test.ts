import { expect, test } from 'vitest';
import { accuracyFor, isAccuracyName } from '../metric/accuracy-for.ts';
import { crossentropyFor, isCrossentropyName } from './crossentropy-for.ts';
import { targetKind } from './target-kind.ts';

test.each([
  { yTrue: [null], yPred: [null, 1], kind: 'binary' },
  { yTrue: [null, 1], yPred: [null, 1], kind: 'binary' },
  { yTrue: [null], yPred: [null, 10], kind: 'sparse_categorical' },
  { yTrue: [null, 1], yPred: [null, 10], kind: 'sparse_categorical' },
  { yTrue: [null, 5], yPred: [null, 5, 3], kind: 'sparse_categorical' },
  { yTrue: [null, 10], yPred: [null, 10], kind: 'categorical' },
  { yTrue: [4], yPred: [4], kind: 'categorical' },
])('targets $yTrue of predictions $yPred are $kind', ({ yTrue, yPred, kind }) => {
  expect(targetKind(yTrue, yPred)).toBe(kind);
  expect(crossentropyFor(yTrue, yPred)).toBe(`${kind}_crossentropy`);
  expect(accuracyFor(yTrue, yPred)).toBe(`${kind}_accuracy`);
});

test('only these names go by shape, in any case', () => {
  expect(['accuracy', 'acc', 'Accuracy'].every(isAccuracyName)).toBe(true);
  expect(['ce', 'crossentropy', 'CE'].every(isCrossentropyName)).toBe(true);
  expect(isAccuracyName('binary_accuracy')).toBe(false);
  expect(isCrossentropyName('bce')).toBe(false);
});
