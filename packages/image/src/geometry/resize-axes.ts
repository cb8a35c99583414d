import type { NdArray } from '@myelin/core';
import { pixelsOf } from '../image/new-pixels.ts';
import type { AxisWeights } from './resize-weights.ts';

/** Weights of bytes are multiples of 1/2048, with `'fixed_point'`. */
const WEIGHT = 2048;

export interface ResizePlan {
  readonly rows: AxisWeights;
  readonly columns: AxisWeights;
  readonly channels: number;
  /** How bytes are added up: in float32, with weights that are whole numbers, or four of the same weight. */
  readonly arithmetic: 'float' | 'fixed_point' | 'half';
}

/** Fills `target`: first along the rows, each source row once, then down the columns. */
export function resizeAxes(image: NdArray, target: NdArray, plan: ResizePlan): void {
  const { rows, columns, channels } = plan;
  const isByte = image.dtype === 'uint8';
  const isWhole = isByte && plan.arithmetic === 'fixed_point';
  const from = pixelsOf(image);
  const to = pixelsOf(target);
  const [height, width] = [rows.starts.length - 1, columns.starts.length - 1];
  const length = width * channels;
  const sourceLength = (image.shape[1] ?? 0) * channels;
  const weightsX = isWhole ? whole(columns.weights) : columns.weights;
  const weightsY = isWhole ? whole(rows.weights) : rows.weights;
  const lines = new Map<number, Float32Array | Int32Array>();
  const line = (row: number): Float32Array | Int32Array => {
    const known = lines.get(row);
    if (known) return known;
    const made = isWhole ? new Int32Array(length) : new Float32Array(length);
    alongRow(
      from.subarray(row * sourceLength, (row + 1) * sourceLength),
      made,
      columns,
      weightsX,
      channels,
    );
    lines.set(row, made);
    return made;
  };
  const round = Math.fround;
  for (let y = 0; y < height; y++) {
    const [begin, end] = [rows.starts[y] ?? 0, rows.starts[y + 1] ?? 0];
    // Rows above are not needed again.
    for (const row of lines.keys()) if (row < (rows.pixels[begin] ?? 0)) lines.delete(row);
    const sources = Array.from(rows.pixels.subarray(begin, end), line);
    for (let x = 0; x < length; x++) {
      let sum = 0;
      for (let k = 0; k < sources.length; k++) {
        const weight = weightsY[begin + k] ?? 0;
        const value = sources[k]?.[x] ?? 0;
        // As OpenCV: the product of two 16-bit numbers, of which the upper half is kept.
        sum = isWhole ? sum + ((weight * (value >> 4)) >> 16) : round(sum + round(weight * value));
      }
      to[y * length + x] = isWhole
        ? (sum + 2) >> 2
        : isByte && plan.arithmetic === 'half'
          ? Math.floor(sum + 0.5)
          : sum;
    }
  }
}

function alongRow(
  from: ArrayLike<number>,
  to: Float32Array | Int32Array,
  { starts, pixels }: AxisWeights,
  weights: ArrayLike<number>,
  channels: number,
): void {
  for (let x = 0; x < starts.length - 1; x++) {
    const end = starts[x + 1] ?? 0;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let k = starts[x] ?? 0; k < end; k++) {
        sum = Math.fround(
          sum + Math.fround((weights[k] ?? 0) * (from[(pixels[k] ?? 0) * channels + channel] ?? 0)),
        );
      }
      to[x * channels + channel] = sum;
    }
  }
}

const whole = (weights: Float32Array): Int32Array =>
  Int32Array.from(weights, (weight) => Math.round(weight * WEIGHT));
