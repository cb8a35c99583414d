/**
 * How much of each input pixel goes into each output pixel when one axis of an image is resized.
 *
 * The arithmetic is TensorFlow's, float32 where it matters: positions that lie exactly between two pixels are decided by it.
 */

/** How pixels between pixels are computed. */
export type ResizeInterpolation = (typeof resizeInterpolations)[number];

export const resizeInterpolations = [
  'nearest',
  'bilinear',
  'bicubic',
  'lanczos3',
  'lanczos5',
  'area',
] as const;

/** Sizes of one axis before and after. */
export interface AxisSizes {
  readonly from: number;
  readonly to: number;
}

/** For each output pixel the input pixel that `'nearest'` takes: the one whose square holds its center. */
export function nearestPixels({ from, to }: AxisSizes): Int32Array {
  const scale = float(from / to);
  return Int32Array.from({ length: to }, (_, i) =>
    Math.min(Math.floor(float(float(i + 0.5) * scale)), from - 1),
  );
}

/** Weights `[to, from]`: `output = weights · input` along the axis. */
export function resizeWeights(
  sizes: AxisSizes,
  interpolation: Exclude<ResizeInterpolation, 'nearest'>,
  antialias: boolean,
): Float32Array {
  if (interpolation === 'area') return areaWeights(sizes);
  if (interpolation === 'bicubic' && !antialias) return tabulatedCubicWeights(sizes);
  return kernelWeights(sizes, kernels[interpolation], antialias);
}

/** The stretch of input pixels that have weights for each output pixel: of the same length for all. */
export interface WeightSpans {
  readonly starts: readonly number[];
  readonly length: number;
}

export function weightSpans(weights: Float32Array, { from, to }: AxisSizes): WeightSpans {
  const rows = Array.from({ length: to }, (_, i) => weights.subarray(i * from, (i + 1) * from));
  const first = rows.map((row) =>
    Math.max(
      row.findIndex((weight) => weight !== 0),
      0,
    ),
  );
  const last = rows.map((row) => row.reduce((end, weight, j) => (weight === 0 ? end : j), 0));
  const length = Math.max(...last.map((end, i) => end - (first[i] ?? 0) + 1));
  return { starts: first.map((start) => Math.min(start, from - length)), length };
}

interface ResizeKernel {
  /** Largest distance, in pixels, at which a pixel counts. */
  readonly radius: number;
  /** Weight of a pixel at a distance. */
  readonly weight: (distance: number) => number;
}

const lanczos = (radius: number): ResizeKernel => ({
  radius,
  weight: (x) => {
    if (x > radius) return 0;
    if (x <= 1e-3) return 1;
    const angle = Math.PI * x;
    return (radius * Math.sin(angle) * Math.sin(angle / radius)) / (angle * angle);
  },
});

const kernels: Readonly<Record<'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5', ResizeKernel>> = {
  bilinear: { radius: 1, weight: (x) => Math.max(1 - x, 0) },
  bicubic: { radius: 2, weight: (x) => (x < 2 ? keysCubic(x) : 0) },
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
};

/** Weight of a pixel at a distance in [0, 2]. @source Keys 1981, with a = -1/2. */
function keysCubic(x: number): number {
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}

/** Pixels weighted by a kernel; it is stretched when an antialiased image shrinks, so that no pixel is passed over. */
function kernelWeights(
  { from, to }: AxisSizes,
  { radius, weight }: ResizeKernel,
  antialias: boolean,
): Float32Array {
  const inverseScale = float(1 / float(to / from));
  const stretch = antialias ? Math.max(inverseScale, 1) : 1;
  const weights = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const center = float(float(i + 0.5) * inverseScale);
    const first = Math.max(Math.ceil(float(center - float(radius * stretch) - 0.5)), 0);
    const last = Math.min(Math.floor(float(center + float(radius * stretch) - 0.5)), from - 1);
    const row = weights.subarray(i * from, (i + 1) * from);
    for (let j = first; j <= last; j++) {
      row[j] = weight(Math.abs(float(j + 0.5 - center)) / stretch);
    }
    normalize(row);
  }
  return weights;
}

/** TensorFlow looks the cubic weights up in a table, at distances rounded to 1/1024. */
function tabulatedCubicWeights({ from, to }: AxisSizes): Float32Array {
  const scale = float(from / to);
  const weights = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const position = float(float(float(i + 0.5) * scale) - 0.5);
    const pixel = Math.floor(position);
    const fraction = roundHalfToEven(float(position - pixel) * TABLE_SIZE) / TABLE_SIZE;
    const row = weights.subarray(i * from, (i + 1) * from);
    for (let j = Math.max(pixel - 1, 0); j <= Math.min(pixel + 2, from - 1); j++) {
      row[j] = keysCubic(Math.abs(j - pixel - fraction));
    }
    normalize(row);
  }
  return weights;
}

/** Each output pixel is the mean of the input that it covers. */
function areaWeights({ from, to }: AxisSizes): Float32Array {
  const scale = float(from / to);
  const weights = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const start = float(i * scale);
    const end = float((i + 1) * scale);
    for (let j = Math.floor(start); j < Math.ceil(end); j++) {
      const covered = Math.min(j + 1, end) - Math.max(j, start);
      // Rounding may reach beyond the last pixel, which then stands for what is there.
      const place = i * from + Math.min(j, from - 1);
      weights[place] = (weights[place] ?? 0) + covered / scale;
    }
  }
  return weights;
}

/** Weights that lie outside the image are gone: the others are brought back to a sum of 1. */
function normalize(row: Float32Array): void {
  const sum = row.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum) < SMALLEST_SUM) return;
  for (const [j, weight] of row.entries()) row[j] = weight / sum;
}

const TABLE_SIZE = 1024;
/** 1000 times the smallest normal float32. */
const SMALLEST_SUM = 1.17549435e-35;

const float = Math.fround;

function roundHalfToEven(x: number): number {
  const low = Math.floor(x);
  const up = x - low > 0.5 || (x - low === 0.5 && low % 2 === 1);
  return up ? low + 1 : low;
}
