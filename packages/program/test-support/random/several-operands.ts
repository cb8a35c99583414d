import type { Draft } from './draft.ts';
import { type Bounds, type Entry, isExact, magnitude, moreBits, sumBits } from './entry.ts';
import { anyBool, type UnaryRecipe, unary, within } from './one-operand.ts';

/** Two operands that broadcast to each other, the second made anew if there is none. */
function partners(
  draft: Draft,
  a: Entry | undefined,
  accept: (b: Entry) => boolean,
  range: readonly [low: number, high: number] = [-2, 2],
): { readonly a: Entry; readonly b: Entry; readonly shape: number[] } | undefined {
  if (!a) return undefined;
  const { shape, dtype } = a.value;
  const other = draft.pick(
    (b) => b.value.dtype === dtype && accept(b) && broadcast(shape, b.value.shape) !== undefined,
  );
  const b = other && draft.chance(0.75) ? other : partner(draft, a, range);
  return { a, b, shape: broadcast(shape, b.value.shape) ?? [] };
}

/** An operand made anew: mostly smaller, sometimes a constant that stretches the other one. */
function partner(draft: Draft, { value }: Entry, range: readonly [number, number]): Entry {
  const { shape, dtype } = value;
  return draft.chance(0.7)
    ? draft.fresh(draft.smallerShape(shape), dtype, ...range)
    : draft.constant(largerShape(draft, shape), dtype, ...range);
}

/** A shape that `shape` broadcasts to. */
function largerShape(draft: Draft, shape: readonly number[]): number[] {
  const stretched = shape.map((size) => (size === 1 ? draft.choose([1, 3]) : size));
  return shape.length < 4 && draft.chance(0.3) ? [2, ...stretched] : stretched;
}

function broadcast(a: readonly number[], b: readonly number[]): number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], i: number): number => shape[i - rank + shape.length] ?? 1;
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const [sizeA, sizeB] = [at(a, i), at(b, i)];
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) return undefined;
    shape.push(Math.max(sizeA, sizeB));
  }
  return shape;
}

interface BinaryRecipe {
  readonly accept: (a: Bounds) => boolean;
  readonly acceptOther: (b: Bounds) => boolean;
  readonly range?: readonly [low: number, high: number];
  readonly bounds: (a: Entry, b: Entry) => Bounds;
}

const corners = (f: (a: number, b: number) => number, a: Bounds, b: Bounds): Bounds => {
  const all = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
  return { low: Math.min(...all), high: Math.max(...all) };
};

const every = (): boolean => true;
const linear =
  (f: (a: number, b: number) => number) =>
  (a: Entry, b: Entry): Bounds => ({
    ...corners(f, a, b),
    bits: moreBits(a, b),
    error: a.error + b.error,
  });

const binary: Readonly<Record<string, BinaryRecipe>> = {
  Add: { accept: every, acceptOther: every, bounds: linear((a, b) => a + b) },
  Sub: { accept: every, acceptOther: every, bounds: linear((a, b) => a - b) },
  Maximum: { accept: every, acceptOther: every, bounds: linear(Math.max) },
  Minimum: { accept: every, acceptOther: every, bounds: linear(Math.min) },
  Multiply: {
    accept: every,
    acceptOther: every,
    bounds: (a, b) => ({
      ...corners((x, y) => x * y, a, b),
      bits: sumBits(a, b),
      error: a.error * magnitude(b) + b.error * magnitude(a),
    }),
  },
  RealDiv: {
    accept: every,
    acceptOther: within(0.25, 1e3),
    range: [0.25, 4],
    bounds: (a, b) => ({
      ...corners((x, y) => x / y, a, b),
      error: a.error / b.low + (b.error * magnitude(a)) / b.low ** 2,
    }),
  },
  Pow: {
    accept: within(0.25, 4),
    acceptOther: within(-2, 2),
    bounds: (a, b) => ({
      ...corners((x, y) => x ** y, a, b),
      low: 0,
      error: (a.error * 8 + b.error * 1.4) * corners((x, y) => x ** y, a, b).high,
    }),
  },
  Mod: {
    accept: isExact,
    acceptOther: (b) => isExact(b) && b.low >= 0.25,
    range: [0.25, 3],
    bounds: (a, b) => ({ low: 0, high: b.high, bits: moreBits(a, b) }),
  },
  Atan2: {
    accept: every,
    acceptOther: within(0.1, 1e3),
    range: [0.25, 2],
    bounds: (a, b) => ({ low: -1.6, high: 1.6, error: (a.error + b.error) / b.low }),
  },
};

const binaryNames = Object.keys(binary);

export function addBinary(draft: Draft): Entry | undefined {
  const kernel = draft.choose(binaryNames);
  const { accept, acceptOther, range, bounds } = binary[kernel] as BinaryRecipe;
  const pair = partners(draft, draft.float(accept), acceptOther, range);
  if (!pair) return undefined;
  const swapped =
    (kernel === 'Add' || kernel === 'Multiply' || kernel === 'Sub') && draft.chance(0.5);
  const [a, b] = swapped ? [pair.b, pair.a] : [pair.a, pair.b];
  const type = { shape: pair.shape, dtype: 'float32', bounds: bounds(a, b) } as const;
  return draft.add(
    kernel,
    [
      ['a', a],
      ['b', b],
    ],
    {},
    type,
  );
}

/** Two products or quotients with constants, one after the other: what rules of algebra make one of. */
export function addScaled(draft: Draft): Entry | undefined {
  const x = draft.float(every);
  const inner = x && addConstant(draft, x);
  return inner && addConstant(draft, inner);
}

function addConstant(draft: Draft, a: Entry): Entry | undefined {
  const kernel = draft.choose(['Multiply', 'RealDiv']);
  const { range = [-2, 2], bounds } = binary[kernel] as BinaryRecipe;
  const { shape } = a.value;
  const b = draft.fill(draft.chance(0.5) ? [] : largerShape(draft, shape), 'float32', ...range);
  const type = {
    shape: broadcast(shape, b.value.shape) ?? [],
    dtype: 'float32',
    bounds: bounds(a, b),
  } as const;
  return draft.add(
    kernel,
    [
      ['a', a],
      ['b', b],
    ],
    {},
    type,
  );
}

/** Whole numbers: all is exact while they are small. */
export function addInteger(draft: Draft): Entry | undefined {
  const x = draft.ofType('int32') ?? draft.fresh(draft.shape(), 'int32');
  if (draft.chance(0.2)) {
    const kernel = draft.choose(['Abs', 'Neg']);
    const { shape } = x.value;
    const bounds = (unary[kernel] as UnaryRecipe).bounds(x);
    return draft.add(kernel, [['x', x]], {}, { shape, dtype: 'int32', bounds });
  }
  const kernel = draft.choose(['Add', 'Sub', 'Multiply', 'Maximum', 'Minimum']);
  const pair = partners(draft, x, every, [-3, 3]);
  if (!pair) return undefined;
  const { a, b, shape } = pair;
  const bounds = (binary[kernel] as BinaryRecipe).bounds(a, b);
  return draft.add(
    kernel,
    [
      ['a', a],
      ['b', b],
    ],
    {},
    { shape, dtype: 'int32', bounds },
  );
}

const comparisons = ['Equal', 'NotEqual', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'];

export function addComparison(draft: Draft): Entry | undefined {
  const first = draft.chance(0.3) ? draft.ofType('int32') : draft.exactFloat();
  const pair = partners(draft, first, isExact);
  if (!pair) return undefined;
  const { a, b, shape } = pair;
  const type = { shape, dtype: 'bool', bounds: anyBool } as const;
  return draft.add(
    draft.choose(comparisons),
    [
      ['a', a],
      ['b', b],
    ],
    {},
    type,
  );
}

export function addLogical(draft: Draft): Entry | undefined {
  const x = draft.ofType('bool') ?? draft.fresh(draft.shape(), 'bool');
  if (draft.chance(0.3)) {
    const { shape } = x.value;
    return draft.add('LogicalNot', [['x', x]], {}, { shape, dtype: 'bool', bounds: anyBool });
  }
  const pair = partners(draft, x, every, [0, 1]);
  if (!pair) return undefined;
  const { a, b, shape } = pair;
  const type = { shape, dtype: 'bool', bounds: anyBool } as const;
  return draft.add(
    draft.choose(['LogicalAnd', 'LogicalOr']),
    [
      ['a', a],
      ['b', b],
    ],
    {},
    type,
  );
}
export function addSelect(draft: Draft): Entry | undefined {
  const condition = draft.ofType('bool');
  if (!condition) return undefined;
  const fits = (entry: Entry) => broadcast(entry.value.shape, condition.value.shape) !== undefined;
  const t = (draft.chance(0.2) ? draft.ofType('int32', fits) : undefined) ?? draft.float(fits);
  const pair = partners(
    draft,
    t,
    (e) =>
      fits(e) &&
      broadcast(broadcast(t?.value.shape ?? [], e.value.shape) ?? [0], condition.value.shape) !==
        undefined,
  );
  if (!pair) return undefined;
  const shape = broadcast(pair.shape, condition.value.shape);
  if (!shape) return undefined;
  const { a, b } = pair;
  const bounds = {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    bits: moreBits(a, b),
    error: Math.max(a.error, b.error),
  };
  const operands = [
    ['condition', condition],
    ['t', a],
    ['e', b],
  ] as const;
  return draft.add('Select', operands, {}, { shape, dtype: a.value.dtype, bounds });
}

export function addRandom(draft: Draft): Entry | undefined {
  const seed = draft.constant([], 'int32', 0, 1000);
  const step = draft.chance(0.5)
    ? draft.input('parameter', [], 'int32', 0, 9)
    : draft.constant([], 'int32', 0, 9);
  const shape = draft.shape();
  const attributes = { shape, stream: draft.between(0, 99) };
  const bounds = { low: 0, high: 1, bits: 24 };
  return draft.add(
    'Philox',
    [
      ['seed', seed],
      ['step', step],
    ],
    attributes,
    { shape, dtype: 'float32', bounds },
  );
}
