import type { Tensor, WindowOptions } from '@myelin/core';
import { pad, reshape } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';
import type { SlidingWindows } from '../spatial/sliding-windows.ts';
import { paddingAround, spanOf } from '../spatial/sliding-windows.ts';
import { everyNth } from './every-nth.ts';
import { atPhases } from './phases.ts';

/** A convolution of images that knows neither gaps nor causal padding. */
export type PlainConvolution = (image: Tensor, kernel: Tensor, options: WindowOptions) => Tensor;

/**
 * A convolution over one or two spatial axes, made of plain ones; sequences are images of height 1.
 *
 * @shape x `[batch, ...spatial, channels]`, kernel `[...kernelSize, ...]`
 */
export function slideOverImages(
  x: Tensor,
  kernel: Tensor,
  { strides, padding, dilation }: SlidingWindows,
  convolve: PlainConvolution,
): Tensor {
  if (x.rank === 4) {
    const windows = { strides, padding, dilation } as SlidingWindows<Pair>;
    return slide(x, kernel, windows, convolve);
  }
  const [batch = 0, ...sequence] = x.shape;
  const y = slide(
    reshape(x, [batch, 1, ...sequence]),
    reshape(kernel, [1, ...kernel.shape]),
    { strides: [1, strides[0] ?? 1], padding, dilation: [1, dilation[0] ?? 1] },
    convolve,
  );
  return reshape(y, [batch, ...y.shape.slice(2)]);
}

function slide(
  image: Tensor,
  kernel: Tensor,
  windows: SlidingWindows<Pair>,
  convolve: PlainConvolution,
): Tensor {
  const { strides, padding, dilation } = windows;
  const gaps = Math.max(...dilation) > 1;
  if (!gaps && padding !== 'causal') return convolve(image, kernel, { strides, padding });
  const padded = withZeros(image, kernel, windows);
  if (!gaps) return convolve(padded, kernel, { strides });
  const close = atPhases(padded, dilation, (phases) => convolve(phases, kernel, {}));
  const pick = (y: Tensor, axis: 1 | 2): Tensor => {
    const step = strides[axis - 1] ?? 1;
    const span = spanOf(kernel.shape[axis - 1] ?? 1, dilation[axis - 1] ?? 1);
    const count = Math.floor(((padded.shape[axis] ?? 0) - span) / step) + 1;
    return everyNth(y, axis, { begin: 0, step, count });
  };
  return pick(pick(close, 1), 2);
}

/** An image with the zeros that its padding asks for. */
function withZeros(
  image: Tensor,
  kernel: Tensor,
  { strides, padding, dilation }: SlidingWindows<Pair>,
): Tensor {
  const around = ([0, 1] as const).map((axis) =>
    paddingAround(
      image.shape[axis + 1] ?? 0,
      spanOf(kernel.shape[axis] ?? 1, dilation[axis]),
      strides[axis],
      padding,
    ),
  );
  if (around.flat().every((zeros) => zeros === 0)) return image;
  return pad(image, [[0, 0], ...around, [0, 0]]);
}
