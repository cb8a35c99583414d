import type { Operation, Value } from '@myelin/program';
import { type WindowShape, windowShape } from '../windows/window-shape.ts';
import type { MatrixProductShape } from './matrix-product-shape.ts';

/** Sizes of a two-dimensional convolution, whichever of its three operands is the result. */
export interface ConvolutionShape extends WindowShape {
  /** Channels of the image. */
  readonly channels: number;
  /** Channels of the windows. */
  readonly filters: number;
}

export function convolutionShape(operation: Operation): ConvolutionShape {
  const { image, filter, windows } = convolutionOperands(operation);
  const [height = 1, width = 1, channels = 1, filters = 1] = filter.shape;
  return { ...windowShape(image, windows, [height, width], operation), channels, filters };
}

interface ConvolutionOperands {
  readonly image: Value;
  readonly filter: Value;
  /** A number for each window and filter. */
  readonly windows: Value;
}

function convolutionOperands({ kernel, inputs, outputs }: Operation): ConvolutionOperands {
  const [first, second] = inputs as readonly [Value, Value];
  const [result] = outputs as readonly [Value];
  if (kernel === 'Conv2D') return { image: first, filter: second, windows: result };
  if (kernel === 'Conv2DBackpropInput') return { image: result, filter: second, windows: first };
  return { image: first, filter: result, windows: second };
}

/** The matrix product that a convolution is where each pixel, or the whole image, is one window. */
export function asMatrixProduct(
  { kernel }: Operation,
  shape: ConvolutionShape,
): MatrixProductShape | undefined {
  const { images, vertical, horizontal, channels, filters } = shape;
  const axes = [vertical, horizontal];
  const isPixel = axes.every((a) => a.kernel === 1 && a.stride === 1 && a.size === a.windows);
  const isImage = axes.every(
    (a) => a.windows === 1 && a.before === 0 && a.kernel === a.size && a.dilation === 1,
  );
  if (!isPixel && !isImage) return undefined;
  const pixels = vertical.size * horizontal.size;
  const rows = isPixel ? images * pixels : images;
  const inner = isPixel ? channels : pixels * channels;
  const single = { batch: 1, batchA: [], batchB: [] };
  if (kernel === 'Conv2D') {
    const a = { outer: 4 * inner, inner: 4 };
    return { rows, columns: filters, inner, a, b: { outer: 4, inner: 4 * filters }, ...single };
  }
  if (kernel === 'Conv2DBackpropInput') {
    const strides = { outer: 4 * filters, inner: 4 };
    return { rows, columns: inner, inner: filters, a: strides, b: strides, ...single };
  }
  // Many pixels are a long sum, which is better cut into pieces.
  if (isPixel) return undefined;
  const a = { outer: 4, inner: 4 * inner };
  return {
    rows: inner,
    columns: filters,
    inner: rows,
    a,
    b: { outer: 4, inner: 4 * filters },
    ...single,
  };
}
