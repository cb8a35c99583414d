import { matchIndices } from '../loss/match-indices.ts';
import { normalizeAxis } from '../shapes/shape.ts';
import { log, mul, neg, sub } from '../tensors/arithmetic.ts';
import { notEqual, where as select } from '../tensors/comparison.ts';
import { oneHot } from '../tensors/creation.ts';
import { logitsOf } from '../tensors/logits.ts';
import { logSoftmax } from '../tensors/neural.ts';
import { sum } from '../tensors/reduction.ts';
import { expandDims, transpose } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { clipProbabilities } from './clip-probabilities.ts';
import { requireClasses } from './require-classes.ts';
import type { SparseCrossentropyOptions } from './sparse-crossentropy-options.ts';

const WHERE = 'sparseCategoricalCrossentropy';

/**
 * Crossentropy of each sample with the index of a class: `-log(p[label])`.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7], then divided by their sum. From logits, also from those that a
 * softmax just made the probabilities of, the logarithm of softmax is taken in one step: exact for any size. A label
 * outside the classes counts as no class at all.
 *
 * @shape labels `[batch, ...]` or `[batch, ..., 1]`
 * @shape prediction `[batch, ..., classes]`, float32
 * @shape output `[batch, ...]`, 0 where the label is the class to ignore
 * @throws {@link ArgumentError} there is no such axis.
 * @throws {@link ShapeError} there is not one label for each prediction, or only one class.
 * @source Keras 3 `sparse_categorical_crossentropy` on its TensorFlow backend, which clips first and divides by the sum then.
 */
export function sparseCategoricalCrossentropyOf(
  labels: Tensor,
  prediction: Tensor,
  { fromLogits = false, ignoreClass = null, axis = -1 }: SparseCrossentropyOptions = {},
): Tensor {
  const given = classesLast(prediction, axis);
  const classes = requireClasses(WHERE, given.shape, given.rank - 1);
  const indices = matchIndices(WHERE, labels, given);
  const isCounted = ignoreClass === null ? undefined : notEqual(indices, ignoreClass);
  const chosen = oneHot(indices, classes);
  const logits = fromLogits ? given : logitsOf(given, 'softmax');
  // What is ignored must not come through in the gradient either, where it is NaN.
  const kept = (scores: Tensor): Tensor =>
    isCounted ? select(expandDims(isCounted, -1), scores, 1) : scores;
  const losses = logits ? ofLogits(chosen, kept(logits)) : ofProbabilities(chosen, kept(given));
  return isCounted ? select(isCounted, losses, 0) : losses;
}

/**
 * Which labels are not the class to ignore: `[batch, ...]`, bool. Undefined where no class is ignored.
 *
 * @throws {@link ShapeError} there is not one label for each prediction.
 */
export function countedLabels(
  labels: Tensor,
  prediction: Tensor,
  { ignoreClass = null, axis = -1 }: SparseCrossentropyOptions,
): Tensor | undefined {
  if (ignoreClass === null) return undefined;
  return notEqual(matchIndices(WHERE, labels, classesLast(prediction, axis)), ignoreClass);
}

function ofLogits(chosen: Tensor, logits: Tensor): Tensor {
  return neg(sum(mul(chosen, logSoftmax(logits)), -1));
}

function ofProbabilities(chosen: Tensor, probabilities: Tensor): Tensor {
  const p = clipProbabilities(probabilities);
  return sub(log(sum(p, -1)), sum(mul(chosen, log(p)), -1));
}

function classesLast(prediction: Tensor, axis: number): Tensor {
  const classes = normalizeAxis(WHERE, axis, prediction.rank);
  if (classes === prediction.rank - 1) return prediction;
  const others = prediction.shape.map((_, i) => i).filter((i) => i !== classes);
  return transpose(prediction, [...others, classes]);
}
