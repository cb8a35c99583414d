/** What all kinds of pooling are told by their tasks. */

import type { Operation, SingleTask, Value } from '@myelin/program';
import { shareOf } from '../tasks/share.ts';
import type { Part, TaskEmitter } from '../tasks/task-context.ts';
import { forwardTaps } from './tap-axis.ts';
import type { Pixels, Stretch, WindowLoop } from './window-loop.ts';
import { pair, type WindowShape, windowShape } from './window-shape.ts';

export interface PoolingPlan {
  readonly shape: WindowShape;
  readonly image: Value;
  readonly windows: Value;
  /** From windows to pixels. */
  readonly loop: WindowLoop;
}

/** `image` has pixels, `windows` a number for each window and channel. */
export function poolingPlan(
  operation: Operation,
  image: Value,
  windows: Value,
  images: Stretch,
): PoolingPlan {
  const shape = windowShape(image, windows, pair(operation.attributes.filterSize), operation);
  const vertical = forwardTaps(shape.vertical);
  const loop = {
    images,
    rows: { begin: 0, end: vertical.count },
    vertical,
    horizontal: forwardTaps(shape.horizontal),
    source: pixelsOf(image),
    result: pixelsOf(windows),
  };
  return { shape, image, windows, loop };
}

export function pixelsOf({ shape }: Value): Pixels {
  const [, height = 1, width = 1, channels = 1] = shape;
  return { height, width, channels };
}

/** Images of a part. Windows of one image overlap, so that an image is never divided. */
export const imagesOf = ({ shape }: Value, part: Part): Stretch => shareOf(shape[0] ?? 1, part);

/** The input of an operation by the name that the kernel knows it by. */
export function inputNamed(
  { inputs, inputNames }: Operation,
  name: string,
  otherwise: number,
): Value {
  const found = inputs[inputNames.indexOf(name)] ?? inputs[otherwise];
  if (!found) throw new RangeError(`the kernel has no input ${name}`);
  return found;
}

/** An emitter for kernels over images of floats, channels last. */
export function imageEmitter(
  parts: Omit<TaskEmitter<SingleTask>, 'refusal'>,
): TaskEmitter<SingleTask> {
  return {
    ...parts,
    refusal: ({ operation: { inputs, outputs, attributes } }) => {
      if (attributes.dataFormat === 'NCHW') return 'channels come first';
      const values = [...inputs, ...outputs];
      const other = values.find(({ dtype }) => dtype !== 'float32');
      if (other) return `images of ${other.dtype}`;
      if (values.some(({ shape }) => shape.length !== 4)) return 'images not of rank 4';
      return undefined;
    },
  };
}

/** Elements of a value. */
export const sizeOf = ({ shape }: Value): number => shape.reduce((a, b) => a * b, 1);
