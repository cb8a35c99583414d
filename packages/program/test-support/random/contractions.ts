import type { Draft } from './draft.ts';
import { type Bounds, type Entry, magnitude, sumBits } from './entry.ts';

/** Bounds of a sum of so many products. */
function products(a: Entry, b: Entry, count: number): Bounds {
  const one = magnitude(a) * magnitude(b);
  const most = one * count;
  const bits = sumBits(a, b);
  const error =
    (a.error * magnitude(b) + b.error * magnitude(a) + (bits === undefined ? 1e-7 * one : 0)) *
    count;
  return { low: -most, high: most, bits, error };
}

export function addMatrixProduct(draft: Draft): Entry | undefined {
  const a =
    draft.float(({ value }) => value.shape.length >= 2) ?? draft.fresh(draft.shape(2), 'float32');
  const transposeA = draft.chance(0.5);
  const transposeB = draft.chance(0.5);
  const batch = a.value.shape.slice(0, -2);
  const [last = 1, beforeLast = 1] = [a.value.shape.at(-1), a.value.shape.at(-2)];
  const [rows, inner] = transposeA ? [last, beforeLast] : [beforeLast, last];
  const known = draft.float(
    ({ value }) =>
      value.shape.at(transposeB ? -1 : -2) === inner &&
      value.shape.length >= 2 &&
      (value.shape.length === 2 || `${value.shape.slice(0, -2)}` === `${batch}`),
  );
  const columns = draft.between(1, draft.sizes.columns);
  const matrix = transposeB ? [columns, inner] : [inner, columns];
  const ownBatch = draft.chance(0.5) ? [] : batch.map((size) => (draft.chance(0.3) ? 1 : size));
  const b = known && draft.chance(0.6) ? known : draft.fresh([...ownBatch, ...matrix], 'float32');
  const shape = [...batch, rows, b.value.shape.at(transposeB ? -2 : -1) ?? 1];
  const type = { shape, dtype: 'float32', bounds: products(a, b, inner) } as const;
  return draft.add(
    'BatchMatMul',
    [
      ['a', a],
      ['b', b],
    ],
    { transposeA, transposeB },
    type,
  );
}

interface Window {
  readonly size: readonly [number, number];
  readonly strides: number[];
  readonly pad: number[][];
  /** Height and width of the result. */
  readonly out: readonly [number, number];
}

function window(draft: Draft, height: number, width: number): Window {
  const pads = (): number[] =>
    draft.chance(0.5) ? [0, 0] : [draft.between(0, 1), draft.between(0, 1)];
  const side = (length: number) => {
    const size = draft.between(1, Math.min(3, length));
    const [before = 0, after = 0] = size > 1 ? pads() : [];
    const stride = draft.between(1, 2);
    return {
      size,
      stride,
      pad: [before, after],
      out: Math.floor((length + before + after - size) / stride) + 1,
    };
  };
  const rows = side(height);
  const columns = side(width);
  return {
    size: [rows.size, columns.size],
    strides: [rows.stride, columns.stride],
    pad: [[0, 0], rows.pad, columns.pad, [0, 0]],
    out: [rows.out, columns.out],
  };
}

const isImage = ({ value }: Entry): boolean => value.shape.length === 4;

function image(draft: Draft, accept: (entry: Entry) => boolean = () => true): Entry {
  const known = draft.float((entry) => isImage(entry) && accept(entry));
  if (known && draft.chance(0.6)) return known;
  const shape = [
    draft.between(1, 2),
    draft.between(2, draft.sizes.image),
    draft.between(2, draft.sizes.image),
    draft.between(1, 3),
  ];
  return draft.fresh(shape, 'float32');
}

/** A convolution, and now and then the derivatives that would come with it. */
export function addConvolution(draft: Draft): Entry | undefined {
  const x = image(draft);
  const [batch = 1, height = 1, width = 1, channels = 1] = x.value.shape;
  const { size, strides, pad, out } = window(draft, height, width);
  const filters = draft.between(1, 5);
  const filterShape = [...size, channels, filters];
  const shape = [batch, ...out, filters];
  const filter = draft.fresh(filterShape, 'float32');
  const attributes = { strides, pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const taps = size[0] * size[1];
  const bounds = products(x, filter, taps * channels);
  const kernel = draft.choose(['Conv2D', 'Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter']);
  if (kernel === 'Conv2D') {
    return draft.add(
      kernel,
      [
        ['x', x],
        ['filter', filter],
      ],
      attributes,
      { shape, dtype: 'float32', bounds },
    );
  }
  const dy = draft.fresh(shape, 'float32');
  const back = { strides, pad, dataFormat: 'NHWC' };
  if (kernel === 'Conv2DBackpropInput') {
    const inputShape = [...x.value.shape];
    const type = {
      shape: inputShape,
      dtype: 'float32',
      bounds: products(dy, filter, taps * filters),
    } as const;
    return draft.add(
      kernel,
      [
        ['dy', dy],
        ['filter', filter],
      ],
      { ...back, inputShape },
      type,
    );
  }
  const type = {
    shape: filterShape,
    dtype: 'float32',
    bounds: products(x, dy, batch * out[0] * out[1]),
  } as const;
  return draft.add(
    kernel,
    [
      ['x', x],
      ['dy', dy],
    ],
    { ...back, filterShape },
    type,
  );
}

export function addPooling(draft: Draft): Entry | undefined {
  const isMax = draft.chance(0.5);
  const x = image(draft, ({ bits }) => !isMax || bits !== undefined);
  const [batch = 1, height = 1, width = 1, channels = 1] = x.value.shape;
  const { size, strides, pad, out } = window(draft, height, width);
  const attributes = { filterSize: [...size], strides, pad };
  const shape = [batch, ...out, channels];
  const kernel = isMax ? 'MaxPool' : 'AvgPool';
  const bounds = { low: x.low, high: x.high, bits: isMax ? x.bits : undefined, error: x.error };
  const y = draft.add(kernel, [['x', x]], attributes, { shape, dtype: 'float32', bounds });
  if (!y || draft.chance(0.5)) return y;
  const dy = draft.fresh(shape, 'float32');
  const most = magnitude(dy) * size[0] * size[1];
  const operands = isMax
    ? ([
        ['dy', dy],
        ['input', x],
        ['output', y],
      ] as const)
    : ([
        ['dy', dy],
        ['input', x],
      ] as const);
  const type = {
    shape: x.value.shape,
    dtype: 'float32',
    bounds: {
      low: -most,
      high: most,
      bits: isMax ? dy.bits : undefined,
      error: dy.error * size[0] * size[1],
    },
  } as const;
  return draft.add(`${kernel}Grad`, operands, attributes, type);
}
