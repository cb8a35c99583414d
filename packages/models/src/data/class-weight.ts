/** Weights of classes, made into weights of samples before training: `weight[i] = classWeight[class of i]`. */

import {
  ArgumentError,
  describe,
  formatShape,
  isPlainRecord,
  NdArray,
  requireNumber,
  ShapeError,
} from '@myelin/core';

/** Weight of each class, by its number. A class that is not named has 1. */
export type ClassWeight = Readonly<Record<number, number>> | ReadonlyMap<number, number>;

/**
 * Class weights as a map; undefined if there are none.
 *
 * @throws {@link ArgumentError} a class is no whole number, or a weight no number of at least 0.
 */
export function requireClassWeight(
  where: string,
  given: ClassWeight | null | undefined,
): ReadonlyMap<number, number> | undefined {
  if (given === undefined || given === null) return undefined;
  if (!(given instanceof Map) && !isPlainRecord(given)) throw kindError(where, given);
  const entries: Iterable<readonly [unknown, unknown]> =
    given instanceof Map ? given : Object.entries(given);
  const weights = new Map<number, number>();
  for (const [key, value] of entries) {
    const index = typeof key === 'string' && key.trim() !== '' ? Number(key) : key;
    if (!Number.isSafeInteger(index)) throw kindError(where, key);
    const weight = requireNumber(where, `classWeight[${String(index)}]`, value, { min: 0 });
    weights.set(index as number, weight);
  }
  return weights;
}

/**
 * The weight of each sample, from its class: a whole number, alone or in an axis of size 1, or one-hot.
 *
 * @shape y `[samples]`, `[samples, 1]` or `[samples, classes]`
 * @shape result `[samples]`
 * @throws {@link ShapeError} a sample has more than one class.
 * @source Keras 3 `class_weight_to_sample_weights`.
 * @example
 * weightsOfClasses('fit', ndArray([0, 1, 2]), new Map([[1, 5]])).toArray() // => [1, 5, 1]
 */
export function weightsOfClasses(
  where: string,
  y: NdArray,
  classWeight: ReadonlyMap<number, number>,
): NdArray {
  const classes = y.size / y.length;
  if (y.rank > 2) {
    throw new ShapeError({
      where,
      problem: `\`classWeight\` needs one class for each sample, received targets of shape ${formatShape(y.shape)}`,
      fix: 'pass `sampleWeight`, one weight for each value of the loss',
    });
  }
  const { data } = y;
  const weights = new Float32Array(y.length);
  for (let i = 0; i < weights.length; i++) {
    const found =
      classes === 1 ? roundToEven(data[i] as number) : largest(data, i * classes, classes);
    weights[i] = classWeight.get(found) ?? 1;
  }
  return new NdArray(weights, [y.length]);
}

/** As NumPy rounds: halves to the even neighbor. */
function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Place of the first largest of `count` values. */
function largest(data: NdArray['data'], begin: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) {
    if ((data[begin + k] as number) > (data[begin + best] as number)) best = k;
  }
  return best;
}

/** Samples have weights of their own already. */
export function bothWeightsError(where: string): ArgumentError {
  return new ArgumentError({
    where,
    problem: '`classWeight` and `sampleWeight` were given together',
    fix: 'multiply them yourself, and pass the product as `sampleWeight`',
  });
}

/** Classes of one output say nothing of the others. */
export function severalOutputsError(where: string, outputs: number): ArgumentError {
  return new ArgumentError({
    where,
    problem: `\`classWeight\` is for models with one output, and this one has ${outputs}`,
    fix: 'pass `sampleWeight`, a list or a record with weights for each output',
  });
}

function kindError(where: string, given: unknown): ArgumentError {
  return new ArgumentError({
    where,
    problem: `\`classWeight\` must give a number for whole numbers of classes, received ${describe(given)}`,
    fix: 'pass for example { classWeight: { 0: 1, 1: 5 } }',
  });
}
