import type { Shape } from '../shapes/shape.ts';
import type { TargetKind } from './target-kind.ts';
import { targetKind } from './target-kind.ts';

/** Names that stand for the crossentropy that fits the shapes of the data. */
export type CrossentropyName = 'crossentropy' | 'ce';

/** `name` is `'crossentropy'` or `'ce'`, in any case, as Keras takes them. */
export function isCrossentropyName(name: string): boolean {
  return ['crossentropy', 'ce'].includes(name.toLowerCase());
}

/**
 * Which loss `'crossentropy'` means.
 *
 * @example
 * crossentropyFor([null], [null, 10]) // => 'sparse_categorical_crossentropy'
 */
export function crossentropyFor(yTrue: Shape, yPred: Shape): `${TargetKind}_crossentropy` {
  return `${targetKind(yTrue, yPred)}_crossentropy`;
}
