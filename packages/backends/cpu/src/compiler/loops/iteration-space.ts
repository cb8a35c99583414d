import type { LoopTask, Operation } from '@myelin/program';
import { commonAxes, mergeableAxes, stridesOver } from './common-axes.ts';

/** Steps, in elements, along each axis of an {@link IterationSpace}. */
export type Strides = readonly number[];

/** What a loop walks through: the fewest axes along which all operands step evenly. */
export interface IterationSpace {
  /** At least one axis, outermost first. The last is walked in vectors of four: along it, operands step 1 or 0. */
  readonly sizes: readonly number[];
  /** Steps of an operand that is broadcast to `shape`, the shape of a value of the space. */
  strides(shape: readonly number[], operand: readonly number[]): Strides;
}

/** The space of a task; undefined if its shapes cannot be walked together. */
export function iterationSpaceOf({
  space,
  operations,
  reductions,
}: LoopTask): IterationSpace | undefined {
  const pairs = [
    ...operations.flatMap((operation) =>
      [...operandsOf(operation), ...operation.outputs].map(({ shape }) => ({
        shape: shapeOf(operation),
        operand: shape,
      })),
    ),
    ...reductions.map((reduction) => ({
      shape: reducedShape(reduction),
      operand: keptShape(reduction),
    })),
  ];
  const axes = commonAxes([space, ...pairs.map(({ shape }) => shape)]);
  if (!axes) return undefined;
  const full = (shape: readonly number[], operand: readonly number[]): Strides =>
    stridesOver(axes, shape, operand);
  const groups = mergeableAxes(
    axes,
    pairs.map(({ shape, operand }) => full(shape, operand)),
  );
  if (groups.length === 0) return { sizes: [1], strides: () => [0] };
  return {
    sizes: groups.map((group) => group.reduce((size, axis) => size * (axes[axis] ?? 1), 1)),
    strides: (shape, operand) => {
      const strides = full(shape, operand);
      return groups.map((group) => strides[group.at(-1) ?? 0] ?? 0);
    },
  };
}

/** Inputs that are walked along the space: not the seed and step of random numbers. */
function operandsOf({ kernel, inputs }: Operation): Operation['inputs'] {
  return kernel === 'Philox' ? [] : inputs;
}

/** Shape that an element-wise operation broadcasts its operands to. */
export function shapeOf({ outputs }: Operation): readonly number[] {
  return outputs[0]?.shape ?? [];
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
