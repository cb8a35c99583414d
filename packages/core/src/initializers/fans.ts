import { ArgumentError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapeSize } from '../shapes/shape.ts';

/** How many inputs a unit sees, and how many units an input reaches. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * Fan-in and fan-out of a weight: `[…window, inputs, outputs]`.
 *
 * @param inputAxes - Axes whose sizes multiply to the fan-in, in place of the rule; likewise `outputAxes`. Both or none.
 * @throws {@link ArgumentError} the shape lacks one of those axes.
 * @source Keras 3 `compute_fans`.
 * @example
 * fans('HeNormal', [3, 3, 16, 32]) // => { fanIn: 144, fanOut: 288 }
 */
export function fans(
  where: string,
  shape: KnownShape,
  inputAxes: readonly number[] | null = null,
  outputAxes: readonly number[] | null = null,
): Fans {
  if (inputAxes && outputAxes) {
    const product = (axes: readonly number[]): number =>
      shapeSize(axes.map((axis) => shape.at(axis) ?? missingAxis(where, shape, axis)));
    return { fanIn: product(inputAxes), fanOut: product(outputAxes) };
  }
  const [last = 1, beforeLast = last, ...window] = [...shape].reverse();
  const field = shapeSize(window);
  return { fanIn: beforeLast * field, fanOut: last * field };
}

function missingAxis(where: string, shape: KnownShape, axis: number): never {
  throw new ArgumentError({
    where,
    problem: `\`inputAxes\` and \`outputAxes\` must be axes of the weight of shape ${formatShape(shape)}, received ${axis}`,
    fix: `pass axes from ${-shape.length} to ${shape.length - 1}`,
  });
}
