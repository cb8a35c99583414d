import type { Draft } from './draft.ts';
import { type Bounds, type Entry, isExact, magnitude } from './entry.ts';

/** A function that rises or falls all the way, where it is defined, and how steep it is at most. */
export interface UnaryRecipe {
  readonly accept: (x: Bounds) => boolean;
  readonly bounds: (x: Bounds) => Bounds;
  readonly slope: (x: Bounds) => number;
}

export const within = (low: number, high: number) => (x: Bounds) => x.low >= low && x.high <= high;

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

export const unary: Readonly<Record<string, UnaryRecipe>> = {
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

export const anyBool = { low: 0, high: 1, bits: 0 };

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

export function addCast(draft: Draft): Entry | undefined {
  const dtype = draft.choose(['float32', 'int32', 'bool'] as const);
  const x = draft.pick((entry) => entry.value.dtype !== dtype && isExact(entry));
  if (!x) return undefined;
  const whole = { low: Math.trunc(x.low), high: Math.trunc(x.high), bits: 0 };
  const bounds = dtype === 'bool' ? anyBool : whole;
  return draft.add('Cast', [['x', x]], { dtype }, { shape: x.value.shape, dtype, bounds });
}
