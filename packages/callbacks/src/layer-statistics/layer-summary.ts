/** What one layer did with the probe, in numbers. */

import type { AnyLayer, LayerTrace, NdArray } from '@myelin/core';
import { activationName, isRectifying, saturationOf } from './activation-range.ts';

export interface LayerSummary {
  readonly name: string;
  /** Keras's name of the class: `'Dense'`. */
  readonly className: string;
  /** Keras's name of the activation; null if it has none. */
  readonly activation: string | null;
  /** Of all outputs. */
  readonly mean: number;
  /** Standard deviation of all outputs. */
  readonly deviation: number;
  /** Share in [0, 1] of the outputs that are exactly 0. */
  readonly zeros: number;
  /** Number of units, or channels, of the output. */
  readonly units: number;
  /** Units that gave 0 for each sample of the probe; null where the activation is not relu or relu6. */
  readonly deadUnits: number | null;
  /** Share in [0, 1] of outputs where the activation is nearly flat; null where it has no bounds. */
  readonly saturated: number | null;
  /** Euclidean norm of all weights together; null for a layer without weights. */
  readonly weightNorm: number | null;
  /** Euclidean norm of the gradients of all weights together; null where nothing is trained. */
  readonly gradientNorm: number | null;
  readonly weights: readonly WeightSummary[];
}

export interface WeightSummary {
  readonly path: string;
  /** Axes that it has: 2 for the kernel of a Dense layer, 1 for a bias. */
  readonly rank: number;
  /** Euclidean norm. */
  readonly norm: number;
  /** Euclidean norm of the derivative of the loss; null where there is none. */
  readonly gradientNorm: number | null;
  /** `gradientNorm / norm`; null where there is no gradient, or the weight is 0. */
  readonly ratio: number | null;
}

/** Of a layer with several outputs the first counts: the others are states. */
export function summarizeLayer({ layer, outputs, weights }: LayerTrace): LayerSummary {
  const [output] = outputs as readonly [NdArray];
  const activation = activationName(layer);
  const { mean, deviation } = momentsOf(output.data);
  const isSaturated = saturationOf(activation);
  const units = unitsOf(layer, output);
  const summaries = weights.map(summarizeWeight);
  const gradientNorms = summaries.flatMap(({ gradientNorm }) => gradientNorm ?? []);
  return {
    name: layer.name,
    className: layer.className,
    activation: activation ?? null,
    mean,
    deviation,
    zeros: shareOf(output.data, (value) => value === 0),
    units: units.count,
    deadUnits: isRectifying(activation) ? deadUnitsOf(output, units) : null,
    saturated: isSaturated ? shareOf(output.data, isSaturated) : null,
    weightNorm: summaries.length > 0 ? Math.hypot(...summaries.map(({ norm }) => norm)) : null,
    gradientNorm: gradientNorms.length > 0 ? Math.hypot(...gradientNorms) : null,
    weights: summaries,
  };
}

function summarizeWeight({ path, value, gradient }: LayerTrace['weights'][number]): WeightSummary {
  const norm = normOf(value.data);
  const gradientNorm = gradient && normOf(gradient.data);
  const ratio = gradientNorm === null || norm === 0 ? null : gradientNorm / norm;
  return { path, rank: value.rank, norm, gradientNorm, ratio };
}

interface Units {
  readonly count: number;
  /** Elements from one unit to the next, in row-major order. */
  readonly stride: number;
}

/** Units are the last axis, or the channels that come before the places of an image. */
function unitsOf(layer: AnyLayer, { shape, rank }: NdArray): Units {
  if (rank < 2) return { count: 1, stride: 1 };
  const { dataFormat } = layer.config as { readonly dataFormat?: unknown };
  const axis = dataFormat === 'channels_first' ? 1 : rank - 1;
  return {
    count: shape[axis] ?? 1,
    stride: shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  };
}

function deadUnitsOf({ data }: NdArray, { count, stride }: Units): number {
  if (data.length === 0) return 0;
  const isAlive = new Uint8Array(count);
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== 0) isAlive[Math.floor(i / stride) % count] = 1;
  }
  return isAlive.reduce((dead, alive) => dead + (1 - alive), 0);
}

function momentsOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

function shareOf(values: ArrayLike<number>, holds: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i] ?? 0)) count++;
  return count / values.length;
}

/** Scaled by the largest value, so that squares neither overflow nor vanish. */
function normOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] ?? 0);
    if (!Number.isFinite(size)) return size;
    largest = Math.max(largest, size);
  }
  if (largest === 0) return 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) / largest) ** 2;
  return largest * Math.sqrt(squares);
}
