import type { TargetKind } from '../loss/target-kind.ts';
import { targetKind } from '../loss/target-kind.ts';
import type { Shape } from '../shapes/shape.ts';

/** `name` is `'accuracy'` or `'acc'`, in any case, as Keras takes them. */
export function isAccuracyName(name: string): boolean {
  return ['accuracy', 'acc'].includes(name.toLowerCase());
}

/**
 * Which metric `'accuracy'` means: the shapes decide, the loss is not looked at.
 *
 * @example
 * accuracyFor([null, 1], [null, 1]) // => 'binary_accuracy'
 */
export function accuracyFor(yTrue: Shape, yPred: Shape): `${TargetKind}_accuracy` {
  return `${targetKind(yTrue, yPred)}_accuracy`;
}
