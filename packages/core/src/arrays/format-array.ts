import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapeSize } from '../shapes/shape.ts';

/** Arrays of more elements than this are shortened to their edges. */
const SUMMARY_ABOVE = 1000;
/** Items kept at each end of a shortened axis. */
const EDGE_ITEMS = 3;
/** Digits after the decimal point, at most. */
const DECIMALS = 4;

/**
 * Readable text of an array, its shape and element type.
 *
 * @example
 * formatArray([0.25, 1, 2, 3.5], [2, 2], 'float32')
 * // [[0.25, 1.00],
 * //  [2.00, 3.50]] shape [2, 2] float32
 */
export function formatArray(values: ArrayLike<number>, shape: KnownShape, dtype: string): string {
  const shorten = shapeSize(shape) > SUMMARY_ABOVE;
  const shown = shownOffsets(shape, shorten);
  const formatNumber = numberFormat(
    shown.map((offset) => values[offset] ?? 0),
    dtype,
  );
  const width = Math.max(0, ...shown.map((offset) => formatNumber(values[offset] ?? 0).length));

  const write = (axis: number, offset: number): string => {
    const length = shape[axis];
    if (length === undefined) {
      const text = formatNumber(values[offset] ?? 0);
      return shape.length > 1 ? text.padStart(width) : text;
    }
    const stride = shapeSize(shape.slice(axis + 1));
    const parts = keptIndices(length, shorten).map((index) =>
      index === null ? '…' : write(axis + 1, offset + index * stride),
    );
    const depth = shape.length - axis - 1;
    const separator = depth === 0 ? ', ' : `,${'\n'.repeat(depth)}${' '.repeat(axis + 1)}`;
    return `[${parts.join(separator)}]`;
  };
  return `${write(0, 0)} shape ${formatShape(shape)} ${dtype}`;
}

function keptIndices(length: number, shorten: boolean): (number | null)[] {
  const all = Array.from({ length }, (_, i) => i);
  if (!shorten || length <= 2 * EDGE_ITEMS) return all;
  return [...all.slice(0, EDGE_ITEMS), null, ...all.slice(-EDGE_ITEMS)];
}

function shownOffsets(shape: KnownShape, shorten: boolean): number[] {
  let offsets = [0];
  for (const [axis, length] of shape.entries()) {
    const stride = shapeSize(shape.slice(axis + 1));
    const indices = keptIndices(length, shorten).filter((index) => index !== null);
    offsets = offsets.flatMap((start) => indices.map((index) => start + index * stride));
  }
  return offsets;
}

/** One format for all shown numbers: as few decimals as tell them apart, exponents when sizes differ too much. */
function numberFormat(shown: readonly number[], dtype: string): (value: number) => string {
  if (dtype === 'bool') return (value) => (value ? 'true' : 'false');
  if (dtype !== 'float32' && dtype !== 'float64') return String;
  const sizes = shown.filter((v) => Number.isFinite(v) && v !== 0).map(Math.abs);
  const largest = Math.max(0, ...sizes);
  const smallest = Math.min(Number.POSITIVE_INFINITY, ...sizes);
  if (largest >= 1e8 || smallest < 1e-4) {
    return (value) => (Number.isFinite(value) ? value.toExponential(DECIMALS) : String(value));
  }
  const needed = (value: number): number =>
    (value.toFixed(DECIMALS).split('.')[1] ?? '').replace(/0+$/, '').length;
  const decimals = Math.max(0, ...shown.filter(Number.isFinite).map(needed));
  return (value) => (Number.isFinite(value) ? value.toFixed(decimals) : String(value));
}
