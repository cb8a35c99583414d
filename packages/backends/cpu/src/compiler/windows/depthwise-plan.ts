/** Sizes of a depthwise convolution, whichever of its three operands is the result. */

import type { Operation, Value } from '@myelin/program';
import { inputNamed } from './pooling-plan.ts';
import { type WindowShape, windowShape } from './window-shape.ts';

export interface DepthwisePlan {
  readonly shape: WindowShape;
  /** `[images, height, width, channels]`. */
  readonly image: Value;
  /** `[height, width, channels, multiplier]`. */
  readonly filter: Value;
  /** `[images, height, width, channels · multiplier]`. */
  readonly windows: Value;
  readonly channels: number;
  /** Numbers that a window has for each channel. */
  readonly multiplier: number;
}

export function depthwisePlan(operation: Operation): DepthwisePlan {
  const [result] = operation.outputs as readonly [Value];
  const { image, filter, windows } = operands(operation, result);
  const [height = 1, width = 1, channels = 1, multiplier = 1] = filter.shape;
  const shape = windowShape(image, windows, [height, width], operation);
  return { shape, image, filter, windows, channels, multiplier };
}

function operands(
  operation: Operation,
  result: Value,
): { readonly image: Value; readonly filter: Value; readonly windows: Value } {
  const input = (name: string, i: number): Value => inputNamed(operation, name, i);
  switch (operation.kernel) {
    case 'DepthwiseConv2dNative':
      return { image: input('x', 0), filter: input('filter', 1), windows: result };
    case 'DepthwiseConv2dNativeBackpropInput':
      return { image: result, filter: input('filter', 1), windows: input('dy', 0) };
    default:
      return { image: input('x', 0), filter: result, windows: input('dy', 1) };
  }
}

/** Multiplications. */
export function depthwiseWork(operation: Operation): number {
  const { shape, channels, multiplier } = depthwisePlan(operation);
  const { images, vertical, horizontal } = shape;
  const taps = vertical.kernel * horizontal.kernel;
  return images * vertical.windows * horizontal.windows * taps * channels * multiplier;
}
