import type { Draft } from './draft.ts';
import { type Bounds, type Entry, moreBits } from './entry.ts';
import { summed } from './reductions.ts';

const hasAxes = ({ value }: Entry): boolean => value.shape.length > 0;

/** Any value, of any type. */
const something = (draft: Draft, accept: (entry: Entry) => boolean = () => true) =>
  draft.pick(accept);

const withZero = (x: Entry): Bounds => ({
  ...x,
  low: Math.min(0, x.low),
  high: Math.max(0, x.high),
});

export function addBroadcast(draft: Draft): Entry | undefined {
  const x = something(draft, ({ value }) => value.shape.length < 4 || value.shape.includes(1));
  if (!x) return undefined;
  const grown = x.value.shape.map((size) =>
    size === 1 && draft.chance(0.7) ? draft.between(2, 5) : size,
  );
  const room = 4 - grown.length;
  const shape = [
    ...(room > 0 && draft.chance(0.6) ? draft.shape(draft.between(1, room)) : []),
    ...grown,
  ];
  return draft.add(
    'BroadcastTo',
    [['x', x]],
    { shape },
    { shape, dtype: x.value.dtype, bounds: x },
  );
}

/** A shape of as many elements. */
function reshaped(draft: Draft, from: readonly number[]): number[] {
  const shape = [...from];
  for (let i = draft.between(1, 3); i > 0; i--) {
    const at = draft.between(0, shape.length);
    if (draft.chance(0.4) && shape.length > 1) {
      const first = Math.min(at, shape.length - 2);
      shape.splice(first, 2, (shape[first] ?? 1) * (shape[first + 1] ?? 1));
    } else if (shape.length < 4) {
      const size = shape[at] ?? 1;
      const divisor = [2, 3, 5].find((one) => size % one === 0);
      if (divisor && at < shape.length) shape.splice(at, 1, divisor, size / divisor);
      else shape.splice(at, 0, 1);
    } else {
      const one = shape.indexOf(1);
      if (one >= 0) shape.splice(one, 1);
    }
  }
  return shape;
}

export function addReshape(draft: Draft): Entry | undefined {
  const x = something(draft);
  if (!x) return undefined;
  const shape = reshaped(draft, x.value.shape);
  return draft.add('Reshape', [['x', x]], { shape }, { shape, dtype: x.value.dtype, bounds: x });
}

export function addTranspose(draft: Draft): Entry | undefined {
  const x = something(draft, ({ value }) => value.shape.length > 1);
  if (!x) return undefined;
  const perm: number[] = [];
  const left = x.value.shape.map((_, i) => i);
  while (left.length > 0) perm.push(...left.splice(draft.between(0, left.length - 1), 1));
  const shape = perm.map((axis) => x.value.shape[axis] ?? 1);
  return draft.add('Transpose', [['x', x]], { perm }, { shape, dtype: x.value.dtype, bounds: x });
}

export function addSlice(draft: Draft): Entry | undefined {
  const x = something(draft, hasAxes);
  if (!x) return undefined;
  const begin = x.value.shape.map((size) => draft.between(0, size - 1));
  const size = x.value.shape.map((whole, i) => draft.between(1, whole - (begin[i] ?? 0)));
  return draft.add(
    'Slice',
    [['x', x]],
    { begin, size },
    { shape: size, dtype: x.value.dtype, bounds: x },
  );
}

export function addPad(draft: Draft): Entry | undefined {
  const x = draft.float(hasAxes);
  if (!x) return undefined;
  const { shape: from } = x.value;
  if (draft.chance(0.2)) {
    const mode = draft.choose(['reflect', 'symmetric']);
    const most = (size: number): number => Math.min(2, mode === 'reflect' ? size - 1 : size);
    const paddings = from.map((size) => [
      draft.between(0, most(size)),
      draft.between(0, most(size)),
    ]);
    const shape = from.map((size, i) => size + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
    return draft.add(
      'MirrorPad',
      [['x', x]],
      { paddings, mode },
      { shape, dtype: 'float32', bounds: x },
    );
  }
  const paddings = from.map(() => [draft.between(0, 2), draft.between(0, 2)]);
  const shape = from.map((size, i) => size + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  const constantValue = draft.choose([0, 0, 0.5]);
  const bounds = {
    ...withZero(x),
    high: Math.max(0.5, x.high),
    bits: x.bits === undefined ? undefined : Math.max(1, x.bits),
  };
  return draft.add(
    'PadV2',
    [['x', x]],
    { paddings, constantValue },
    { shape, dtype: 'float32', bounds },
  );
}

export function addConcat(draft: Draft): Entry | undefined {
  const first = something(draft, hasAxes);
  if (!first) return undefined;
  const { shape: from, dtype } = first.value;
  const axis = draft.between(0, from.length - 1);
  const parts = [first];
  for (let i = draft.between(1, 2); i > 0; i--) {
    const fits = ({ value }: Entry): boolean =>
      value.dtype === dtype &&
      value.shape.length === from.length &&
      value.shape.every((size, a) => a === axis || size === from[a]);
    const shape = from.map((size, a) => (a === axis ? draft.between(1, 3) : size));
    const other = draft.pick(fits);
    parts.push(other && draft.chance(0.7) ? other : draft.fresh(shape, dtype));
  }
  const shape = from.map((size, a) =>
    a === axis ? parts.reduce((sum, { value }) => sum + (value.shape[a] ?? 1), 0) : size,
  );
  const bounds = parts.slice(1).reduce<Bounds & { error: number }>(
    (all, part) => ({
      low: Math.min(all.low, part.low),
      high: Math.max(all.high, part.high),
      bits: moreBits(all, part),
      error: Math.max(all.error, part.error),
    }),
    first,
  );
  return draft.add(
    'Concat',
    parts.map((part, i) => [`${i}`, part] as const),
    { axis },
    { shape, dtype, bounds },
  );
}

export function addTile(draft: Draft): Entry | undefined {
  const x = draft.float(hasAxes);
  if (!x) return undefined;
  const reps = x.value.shape.map(() => draft.between(1, 2));
  const shape = x.value.shape.map((size, i) => size * (reps[i] ?? 1));
  return draft.add('Tile', [['x', x]], { reps }, { shape, dtype: 'float32', bounds: x });
}

export function addReverse(draft: Draft): Entry | undefined {
  const x = draft.float(hasAxes);
  if (!x) return undefined;
  const { shape } = x.value;
  const first = draft.between(0, shape.length - 1);
  const dims = shape.map((_, i) => i).filter((axis) => axis === first || draft.chance(0.5));
  return draft.add('Reverse', [['x', x]], { dims }, { shape, dtype: 'float32', bounds: x });
}

/** Whole numbers from 0 to `below - 1`. */
function indices(draft: Draft, below: number, shape: readonly number[]): Entry {
  const fits = ({ value, low, high }: Entry): boolean =>
    low >= 0 && high < below && value.shape.length === shape.length;
  const known = draft.ofType('int32', fits);
  return known && draft.chance(0.5) ? known : draft.fresh(shape, 'int32', 0, below - 1);
}

export function addGather(draft: Draft): Entry | undefined {
  const x = draft.float(hasAxes);
  if (!x) return undefined;
  const { shape: from } = x.value;
  const axis = draft.between(0, from.length - 1);
  const rank = draft.between(1, Math.max(1, 5 - from.length));
  const at = indices(draft, from[axis] ?? 1, draft.shape(rank));
  const shape = [...from.slice(0, axis), ...at.value.shape, ...from.slice(axis + 1)];
  const operands = [
    ['x', x],
    ['indices', at],
  ] as const;
  return draft.add(
    'GatherV2',
    operands,
    { axis, batchDims: 0 },
    { shape, dtype: 'float32', bounds: x },
  );
}

export function addSegmentSum(draft: Draft): Entry | undefined {
  const x = draft.float(hasAxes);
  if (!x) return undefined;
  const [rows = 1, ...rest] = x.value.shape;
  const numSegments = draft.between(1, 5);
  const segmentIds = draft.fresh([rows], 'int32', 0, numSegments - 1);
  const bounds = summed(withZero(x), x.error, rows);
  const operands = [
    ['x', x],
    ['segmentIds', segmentIds],
  ] as const;
  const type = { shape: [numSegments, ...rest], dtype: 'float32', bounds } as const;
  return draft.add('UnsortedSegmentSum', operands, { numSegments }, type);
}
