import type { Draft } from './draft.ts';
import { type Bounds, type Entry, isExact, magnitude, moreBits, sumBits } from './entry.ts';

/** A function that rises or falls all the way, where it is defined, and how steep it is at most. */
interface UnaryRecipe {
  readonly accept: (x: Bounds) => boolean;
  readonly bounds: (x: Bounds) => Bounds;
  readonly slope: (x: Bounds) => number;
}

const within = (low: number, high: number) => (x: Bounds) => x.low >= low && x.high <= high;

const monotone =
  (f: (x: number) => number) =>
  ({ low, high }: Bounds): Bounds => ({
    low: Math.min(f(low), f(high)),
    high: Math.max(f(low), f(high)),
  });

const keepingBits =
  (f: (x: number) => number) =>
  (x: Bounds): Bounds => ({ ...monotone(f)(x), bits: x.bits });

const fixed = (low: number, high: number, bits?: number) => (): Bounds => ({ low, high, bits });

const rough = (f: (x: number) => number): UnaryRecipe => ({
  accept: isExact,
  bounds: (x) => ({ ...monotone(f)(x), bits: 0 }),
  slope: () => 0,
});

const distance = ({ low, high }: Bounds): number => (low > 0 ? low : high < 0 ? -high : 0);

const unary: Readonly<Record<string, UnaryRecipe>> = {
  Abs: {
    accept: () => true,
    bounds: (x) => ({ low: distance(x), high: magnitude(x), bits: x.bits }),
    slope: () => 1,
  },
  Neg: { accept: () => true, bounds: keepingBits((x) => -x), slope: () => 1 },
  Relu: { accept: () => true, bounds: keepingBits((x) => Math.max(x, 0)), slope: () => 1 },
  Sign: { accept: isExact, bounds: fixed(-1, 1, 0), slope: () => 0 },
  Floor: rough(Math.floor),
  Ceil: rough(Math.ceil),
  Round: rough(Math.round),
  Sqrt: { accept: within(0.1, 1e3), bounds: monotone(Math.sqrt), slope: () => 2 },
  Rsqrt: {
    accept: within(0.1, 1e3),
    bounds: monotone((x) => x ** -0.5),
    slope: (x) => 0.5 * x.low ** -1.5,
  },
  Reciprocal: {
    accept: within(0.25, 1e3),
    bounds: monotone((x) => 1 / x),
    slope: (x) => x.low ** -2,
  },
  Exp: { accept: within(-20, 3), bounds: monotone(Math.exp), slope: (x) => Math.exp(x.high) },
  Expm1: { accept: within(-20, 3), bounds: monotone(Math.expm1), slope: (x) => Math.exp(x.high) },
  Log: { accept: within(0.1, 1e3), bounds: monotone(Math.log), slope: (x) => 1 / x.low },
  Log1p: { accept: within(-0.8, 1e3), bounds: monotone(Math.log1p), slope: (x) => 1 / (1 + x.low) },
  Sin: { accept: within(-20, 20), bounds: fixed(-1, 1), slope: () => 1 },
  Cos: { accept: within(-20, 20), bounds: fixed(-1, 1), slope: () => 1 },
  Tan: { accept: within(-1, 1), bounds: monotone(Math.tan), slope: () => 4 },
  Asin: { accept: within(-0.9, 0.9), bounds: monotone(Math.asin), slope: () => 3 },
  Acos: { accept: within(-0.9, 0.9), bounds: monotone(Math.acos), slope: () => 3 },
  Atan: { accept: () => true, bounds: monotone(Math.atan), slope: () => 1 },
  Sinh: { accept: within(-3, 3), bounds: monotone(Math.sinh), slope: () => 10 },
  Cosh: { accept: within(-3, 3), bounds: fixed(1, 10.1), slope: () => 10 },
  Tanh: { accept: () => true, bounds: monotone(Math.tanh), slope: () => 1 },
  Sigmoid: {
    accept: within(-60, 60),
    bounds: monotone((x) => 1 / (1 + Math.exp(-x))),
    slope: () => 0.25,
  },
  Softplus: {
    accept: within(-60, 60),
    bounds: monotone((x) => Math.log1p(Math.exp(x))),
    slope: () => 1,
  },
  Erf: { accept: () => true, bounds: fixed(-1, 1), slope: () => 1.2 },
};

const unaryNames = Object.keys(unary);

export function addUnary(draft: Draft): Entry | undefined {
  const kernel = draft.choose(unaryNames);
  const { accept, bounds, slope } = unary[kernel] as UnaryRecipe;
  const x = draft.float(accept);
  if (!x) return undefined;
  const { shape } = x.value;
  const error = x.error * slope(x);
  return draft.add(
    kernel,
    [['x', x]],
    {},
    { shape, dtype: 'float32', bounds: { ...bounds(x), error } },
  );
}

export function addStep(draft: Draft): Entry | undefined {
  const x = draft.exactFloat();
  if (!x) return undefined;
  const alpha = draft.choose([0, -1, 0.25]);
  const bounds = { low: Math.min(alpha, 0), high: 1, bits: 2 };
  return draft.add(
    'Step',
    [['x', x]],
    { alpha },
    { shape: x.value.shape, dtype: 'float32', bounds },
  );
}

const anyBool = { low: 0, high: 1, bits: 0 };

export function addTest(draft: Draft): Entry | undefined {
  const x = draft.float();
  if (!x) return undefined;
  const kernel = draft.choose(['IsNan', 'IsFinite', 'IsInf']);
  return draft.add(
    kernel,
    [['x', x]],
    {},
    { shape: x.value.shape, dtype: 'bool', bounds: anyBool },
  );
}

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

export function addCast(draft: Draft): Entry | undefined {
  const dtype = draft.choose(['float32', 'int32', 'bool'] as const);
  const x = draft.pick((entry) => entry.value.dtype !== dtype && isExact(entry));
  if (!x) return undefined;
  const whole = { low: Math.trunc(x.low), high: Math.trunc(x.high), bits: 0 };
  const bounds = dtype === 'bool' ? anyBool : whole;
  return draft.add('Cast', [['x', x]], { dtype }, { shape: x.value.shape, dtype, bounds });
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
