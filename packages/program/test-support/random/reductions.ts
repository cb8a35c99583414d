import type { Draft } from './draft.ts';
import { type Bounds, type Entry, isExact, magnitude } from './entry.ts';

const size = (shape: readonly number[]): number => shape.reduce((product, one) => product * one, 1);
const hasAxes = ({ value }: Entry): boolean => value.shape.length > 0;

function someAxes(draft: Draft, rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, i) => i).filter(() => draft.chance(0.5));
  return axes.length > 0 ? axes : [draft.between(0, rank - 1)];
}

/** Bounds of a sum of so many. */
export const summed = ({ low, high, bits }: Bounds, error: number, count: number): Bounds => ({
  low: Math.min(low, low * count),
  high: Math.max(high, high * count),
  bits,
  error: (error + (bits === undefined ? 1e-7 * magnitude({ low, high }) : 0)) * count,
});

/** Bounds of a product of so many. */
function multiplied(x: Entry, count: number): Bounds {
  const most = Math.max(1, magnitude(x)) ** count;
  const bits = x.bits === undefined ? undefined : x.bits * count;
  return { low: x.low >= 0 ? 0 : -most, high: most, bits, error: x.error * count * most };
}

export function addReduction(draft: Draft): Entry | undefined {
  const kernel = draft.choose(['Sum', 'Sum', 'Sum', 'Max', 'Min', 'Prod', 'All', 'Any']);
  const isLogical = kernel === 'All' || kernel === 'Any';
  const x = isLogical
    ? draft.ofType('bool', hasAxes)
    : draft.pick((entry) => entry.value.dtype !== 'bool' && hasAxes(entry));
  if (!x) return undefined;
  const { shape: from, dtype } = x.value;
  const axis = someAxes(draft, from.length);
  const shape = from.filter((_, i) => !axis.includes(i));
  const count = size(from) / size(shape);
  const bounds =
    kernel === 'Sum' ? summed(x, x.error, count) : kernel === 'Prod' ? multiplied(x, count) : x;
  return draft.add(kernel, [['x', x]], { axis, keepDims: false }, { shape, dtype, bounds });
}

export function addCumulation(draft: Draft): Entry | undefined {
  const kernel = draft.choose(['Cumsum', 'Cumsum', 'Cumprod']);
  const x = draft.pick((entry) => entry.value.dtype !== 'bool' && hasAxes(entry));
  if (!x) return undefined;
  const { shape, dtype } = x.value;
  const axis = draft.between(0, shape.length - 1);
  const count = shape[axis] ?? 1;
  const sums = summed(x, x.error, count);
  const bounds =
    kernel === 'Cumsum'
      ? { ...sums, low: Math.min(0, sums.low), high: Math.max(0, sums.high) }
      : multiplied(x, count);
  const attributes = { axis, exclusive: draft.chance(0.5), reverse: draft.chance(0.5) };
  return draft.add(kernel, [['x', x]], attributes, { shape, dtype, bounds });
}

export function addArgument(draft: Draft): Entry | undefined {
  const x = draft.exactFloat(hasAxes);
  if (!x) return undefined;
  const axis = draft.between(0, x.value.shape.length - 1);
  const shape = x.value.shape.filter((_, i) => i !== axis);
  const bounds = { low: 0, high: (x.value.shape[axis] ?? 1) - 1, bits: 0 };
  const kernel = draft.choose(['ArgMax', 'ArgMin']);
  return draft.add(kernel, [['x', x]], { axis }, { shape, dtype: 'int32', bounds });
}

export function addTopK(draft: Draft): Entry | undefined {
  const x = draft.exactFloat(hasAxes);
  if (!x) return undefined;
  const last = x.value.shape.at(-1) ?? 1;
  const k = draft.between(1, last);
  const shape = [...x.value.shape.slice(0, -1), k];
  return draft.add('TopK', [['x', x]], { k, sorted: true }, [
    { shape, dtype: 'float32', bounds: x },
    { shape, dtype: 'int32', bounds: { low: 0, high: last - 1, bits: 0 } },
  ]);
}

export function addOneHot(draft: Draft): Entry | undefined {
  const indices = draft.ofType('int32', ({ value }) => value.shape.length < 4);
  if (!indices || !isExact(indices)) return undefined;
  const depth = draft.between(2, 7);
  const shape = [...indices.value.shape, depth];
  const attributes = { depth, onValue: 1, offValue: 0 };
  const bounds = { low: 0, high: 1, bits: 0 };
  return draft.add('OneHot', [['indices', indices]], attributes, {
    shape,
    dtype: 'float32',
    bounds,
  });
}
