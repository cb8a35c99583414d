/** The element-wise work of one pass, resolved: where each operand comes from, what is stored, what is not needed. */

import type { Constant, DataType, LoopTask, Operation, Value } from '@myelin/program';
import { isConcatInPlace, isSliceInPlace } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import {
  type IterationSpace,
  reducedShape,
  type Strides,
  shapeOf,
  wholeOf,
} from './iteration-space.ts';
import type { PlannedReduction } from './plan-pass.ts';

/** Memory that is walked along with the space. */
export interface Access {
  readonly address: number;
  readonly strides: Strides;
}

/** Where an operand comes from. */
export type Source =
  | { readonly kind: 'constant'; readonly constant: Constant; readonly dtype: DataType }
  | { readonly kind: 'memory'; readonly key: string; readonly access: Access }
  /** The result of an earlier step. */
  | { readonly kind: 'step'; readonly key: string };

/** One operation. */
export interface Step {
  readonly key: string;
  readonly operation: Operation;
  /** `add`: `a · b + c`; `subtract`: `c - a · b`. */
  readonly multiplies?: 'add' | 'subtract';
  readonly sources: readonly Source[];
  /** Where the result is stored. */
  readonly target?: Access;
  /** Numbers of the reductions that take it in. */
  readonly feeds: readonly number[];
}

export interface LoopBody {
  readonly steps: readonly Step[];
  /** Reductions of what lies in memory, by their numbers. */
  readonly reducedMemory: readonly { readonly reduction: number; readonly source: Source }[];
}

export interface BodyOptions {
  readonly task: LoopTask;
  readonly space: IterationSpace;
  readonly reductions: readonly PlannedReduction[];
  readonly stores: boolean;
  /** Where random numbers come from that the task makes. */
  readonly random: ReadonlyMap<Operation, number | 'variables'>;
  readonly context: TaskContext;
}

export function loopBody(options: BodyOptions): LoopBody {
  const { task, space, reductions, stores, context } = options;
  const root = (value: Value): Value => context.root?.(value) ?? value;
  const keys = new Map<Value, string>();
  for (const [i, { outputs }] of task.operations.entries()) {
    const [output] = outputs;
    if (output) keys.set(output, `step ${i}`);
  }
  const memory = (address: number, strides: Strides): Source => {
    return { kind: 'memory', key: `${address} ${strides}`, access: { address, strides } };
  };
  const sourceOf = (value: Value, shape: readonly number[]): Source => {
    const rooted = root(value);
    const { origin, dtype } = rooted;
    if (origin.kind === 'constant' && origin.constant.kind === 'fill') {
      return { kind: 'constant', constant: origin.constant, dtype };
    }
    const key = keys.get(rooted);
    if (key !== undefined) return { kind: 'step', key };
    return memory(context.address(value), space.strides(shape, value.shape));
  };

  const operands = (operation: Operation): Source[] => {
    const whole = isSliceInPlace(operation) ? wholeOf(operation) : undefined;
    const shape = shapeOf(operation);
    if (!whole) return operation.inputs.map((value) => sourceOf(value, shape));
    const begin = operation.attributes.begin as readonly number[];
    const address = context.address(inputOf(operation)) + 4 * offsetIn(whole, begin);
    return [memory(address, space.strides(shape, shape, whole))];
  };
  const randomSource = (
    from: number | 'variables',
    key: string,
    shape: readonly number[],
  ): Source =>
    from === 'variables'
      ? { kind: 'step', key: randomKey(key) }
      : memory(from, space.strides(shape, shape));

  const reduced = reductions.map(({ operation }) =>
    sourceOf(inputOf(operation), reducedShape(operation)),
  );
  /** A step for each part that is joined: it is stored among the others. */
  const joins = (operation: Operation, i: number): Step[] => {
    const [output] = operation.outputs;
    const whole = wholeOf(operation);
    if (!output || !whole) throw new RangeError('nothing is joined');
    const shape = shapeOf(operation);
    const axis = Number(operation.attributes.axis);
    const strides = space.strides(shape, shape, whole);
    return operation.inputs.map((part, k) => {
      const begin = shape.map((size, at) => (at === axis ? k * size : 0));
      const address = context.address(output) + 4 * offsetIn(whole, begin);
      const key = `step ${i}.${k}`;
      return {
        key,
        operation,
        sources: [sourceOf(part, shape)],
        target: { address, strides },
        feeds: [],
      };
    });
  };

  const all = task.operations.flatMap((operation, i): Step[] => {
    if (isConcatInPlace(operation)) return stores ? joins(operation, i) : [];
    const key = `step ${i}`;
    const shape = shapeOf(operation);
    const random = options.random.get(operation);
    const [output] = operation.outputs;
    const target: Step['target'] =
      stores && output && context.hasPlace(output)
        ? { address: context.address(output), strides: space.strides(shape, output.shape) }
        : undefined;
    return [
      {
        key,
        operation,
        sources: random === undefined ? operands(operation) : [randomSource(random, key, shape)],
        ...(target && { target }),
        feeds: reduced.flatMap((source, reduction) =>
          source.kind === 'step' && source.key === key ? [reduction] : [],
        ),
      },
    ];
  });
  return {
    steps: withMultiplyAdds(neededSteps(all), context),
    reducedMemory: reduced.flatMap((source, reduction) =>
      source.kind === 'step' ? [] : [{ reduction, source }],
    ),
  };
}

/** Elements from the first one of a value to the one at `begin`. */
const offsetIn = (shape: readonly number[], begin: readonly number[]): number =>
  shape.reduce((offset, size, axis) => offset * size + (begin[axis] ?? 0), 0);

/** What the variable with the random numbers of a step is known by. */
export const randomKey = (stepKey: string): string => `random ${stepKey}`;

function inputOf({ kernel, inputs }: Operation): Value {
  const [input] = inputs;
  if (!input) throw new RangeError(`${kernel} has no input`);
  return input;
}

const keysOf = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) => (source.kind === 'constant' ? [] : [source.key]));

/** Those that are stored, reduced, or used by one that is. */
function neededSteps(steps: readonly Step[]): readonly Step[] {
  const needed = new Set<string>();
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    if (!step.target && step.feeds.length === 0 && !needed.has(step.key)) continue;
    kept.unshift(step);
    for (const key of keysOf(step.sources)) needed.add(key);
  }
  return kept;
}

/** Joins products that are used once with the sum that uses them. */
function withMultiplyAdds(steps: readonly Step[], { relaxedMadd }: TaskContext): readonly Step[] {
  if (!relaxedMadd) return steps;
  const uses = useCounts(steps);
  const products = new Map(
    steps
      .filter(({ operation }) => operation.kernel === 'Multiply')
      .filter(({ operation }) => operation.outputs[0]?.dtype === 'float32')
      .filter(({ key, target, feeds }) => !target && feeds.length === 0 && uses.get(key) === 1)
      .map((step) => [step.key, step]),
  );
  const joined = new Set<Step>();
  const rewritten = steps.map((step): Step => {
    const { kernel } = step.operation;
    if (kernel !== 'Add' && kernel !== 'Sub') return step;
    const [a, b] = step.sources;
    if (!a || !b) return step;
    const pairs = kernel === 'Add' ? [[b, a] as const, [a, b] as const] : [[b, a] as const];
    for (const [factor, rest] of pairs) {
      const product = factor.kind === 'step' ? products.get(factor.key) : undefined;
      if (!product) continue;
      joined.add(product);
      return {
        ...step,
        multiplies: kernel === 'Add' ? 'add' : 'subtract',
        sources: [...product.sources, rest],
      };
    }
    return step;
  });
  return rewritten.filter((_, i) => !joined.has(steps[i] as Step));
}

/** How often each source is used. */
export function useCounts(steps: readonly Pick<Step, 'sources'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sources } of steps) {
    for (const key of keysOf(sources)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
