import { isConcatInPlace, isSliceInPlace, type LoopTask, type Operation } from '@myelin/program';
import { commonAxes, mergeableAxes, stridesOver } from './common-axes.ts';

/** Steps, in elements, along each axis of an {@link IterationSpace}. */
export type Strides = readonly number[];

/** What a loop walks through: the fewest axes along which all operands step evenly. */
export interface IterationSpace {
  /** At least one axis, outermost first. The last is walked in vectors of four: along it, operands step 1 or 0. */
  readonly sizes: readonly number[];
  /**
   * Steps of an operand that is broadcast to `shape`, the shape of a value of the space.
   *
   * @param whole - Shape of what the operand is a part of in memory; the operand's where it is not given.
   */
  strides(shape: readonly number[], operand: readonly number[], whole?: readonly number[]): Strides;
}

/** The space of a task; undefined if its shapes cannot be walked together. */
export function iterationSpaceOf({
  space,
  operations,
  reductions,
}: LoopTask): IterationSpace | undefined {
  const pairs = [
    ...operations.flatMap(walksOf),
    ...reductions.map(
      (reduction): Walk => ({ shape: reducedShape(reduction), operand: keptShape(reduction) }),
    ),
  ];
  const axes = commonAxes([space, ...pairs.map(({ shape }) => shape)]);
  if (!axes) return undefined;
  const full: IterationSpace['strides'] = (shape, operand, whole) =>
    stridesOver(axes, shape, operand, whole);
  const groups = mergeableAxes(
    axes,
    pairs.map(({ shape, operand, whole }) => full(shape, operand, whole)),
  );
  if (groups.length === 0) return { sizes: [1], strides: () => [0] };
  return {
    sizes: groups.map((group) => group.reduce((size, axis) => size * (axes[axis] ?? 1), 1)),
    strides: (...operand) => {
      const strides = full(...operand);
      return groups.map((group) => strides[group.at(-1) ?? 0] ?? 0);
    },
  };
}

/** How a value is walked through. */
interface Walk {
  readonly shape: readonly number[];
  readonly operand: readonly number[];
  readonly whole?: readonly number[];
}

/** All values of an operation that are walked along the space: not the seed and step of random numbers. */
function walksOf(operation: Operation): Walk[] {
  const { kernel, inputs, outputs } = operation;
  const shape = shapeOf(operation);
  const plain = [...(kernel === 'Philox' ? [] : inputs), ...outputs];
  const whole = wholeOf(operation);
  if (whole)
    return [
      { shape, operand: shape },
      { shape, operand: shape, whole },
    ];
  return plain.map((value) => ({ shape, operand: value.shape }));
}

/** Shape of what a slice is read from, or of what parts are joined to, in place; undefined for other operations. */
export function wholeOf(operation: Operation): readonly number[] | undefined {
  if (isSliceInPlace(operation)) return operation.inputs[0]?.shape;
  return isConcatInPlace(operation) ? operation.outputs[0]?.shape : undefined;
}

/** Shape that an element-wise operation broadcasts its operands to; that of one part where parts are joined. */
export function shapeOf(operation: Operation): readonly number[] {
  const [value] = isConcatInPlace(operation) ? operation.inputs : operation.outputs;
  return value?.shape ?? [];
}

/** Shape that a reduction reduces. */
export function reducedShape({ inputs }: Operation): readonly number[] {
  return inputs[0]?.shape ?? [];
}

/** Shape of a reduction's input with 1 for each reduced axis. */
export function keptShape(reduction: Operation): readonly number[] {
  const { axis } = reduction.attributes;
  const reduced = new Set(Array.isArray(axis) ? axis : [axis]);
  return reducedShape(reduction).map((size, i) => (reduced.has(i) ? 1 : size));
}
