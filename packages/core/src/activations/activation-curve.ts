import { requireNumber, requireWholeNumber } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { tidy } from '../memory/memory.ts';
import { linspace } from '../tensors/creation.ts';
import { valueAndGradients } from '../tensors/gradient.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { type ActivationName, activation, activationCatalog } from './activation-catalog.ts';
import type { ActivationFunction } from './activation-function.ts';

export interface ActivationCurveOptions {
  /** @defaultValue `-6` */
  readonly from?: number;
  /** @defaultValue `6` */
  readonly to?: number;
  /** Number of places, both ends included. @defaultValue `121` */
  readonly points?: number;
}

/** An activation function as data for a plot: `y[i] = f(x[i])` and `slope[i] = f'(x[i])`. */
export interface ActivationCurve {
  readonly name: string;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly slope: Float32Array;
}

/** Activations that look at all values of an axis have no curve. */
const NO_CURVE: readonly string[] = ['softmax', 'log_softmax', 'sparsemax', 'glu'];

/**
 * Values and derivatives of an activation function at evenly spaced places.
 *
 * @throws {@link ArgumentError} the activation is unknown, or makes each value depend on others, as `softmax` does.
 * @example
 * const { x, y, slope } = activationCurve('sigmoid', { from: -6, to: 6, points: 3 });
 * [...slope] // => [0.0025, 0.25, 0.0025], rounded: hardly any slope is left at the ends
 */
export function activationCurve(
  name: ActivationName | ActivationFunction,
  { from = -6, to = 6, points = 121 }: ActivationCurveOptions = {},
): ActivationCurve {
  const where = 'activationCurve';
  const called = typeof name === 'string' ? name : name.name;
  if (NO_CURVE.includes(called)) {
    throw new ArgumentError({
      where,
      problem: `\`${called}\` has no curve: each of its values depends on all inputs, received ${describe(name)}`,
      fix: `use one of ${curveNames().slice(0, 6).join(', ')}, …`,
    });
  }
  const apply = activation(where, name);
  requireNumber(where, 'from', from);
  requireNumber(where, 'to', to, { min: from });
  requireWholeNumber(where, 'points', points, { min: 2 });
  return tidy(() => {
    const x = linspace(from, to, points);
    const { gradients } = valueAndGradients(() => sum(apply(x)), [x]);
    const [slope] = gradients;
    return {
      name: called,
      x: floats(x),
      y: floats(apply(x)),
      slope: slope ? floats(slope) : new Float32Array(points),
    };
  });
}

/** Names of the activations that have a curve: a gallery. */
export function curveNames(): ActivationName[] {
  return activationCatalog.names.filter((name) => !NO_CURVE.includes(name)) as ActivationName[];
}

const floats = (x: Tensor): Float32Array => Float32Array.from(x.dataSync());
