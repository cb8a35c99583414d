/** Random loop tasks for property tests. */

import type { RandomSource } from '@myelin/core';
import type { DataType, LoopTask, Operation, Value } from '@myelin/program';
import { sizeOf } from './reference-loop.ts';

export interface RandomLoop {
  readonly task: LoopTask;
  readonly inputs: Map<Value, number[]>;
  readonly outputs: Value[];
  readonly inPlace: Map<Value, Value>;
  readonly aliases: Map<Value, Value>;
}

export interface RandomLoopOptions {
  /** Whether to make random numbers. */
  readonly random: boolean;
  /** Sizes of the axes; random ones where not given. */
  readonly axes?: readonly number[];
}

const sizes = [1, 2, 3, 4, 5, 7, 8, 10, 13, 16, 17, 32, 33, 50];

/** Comparisons only look at numbers that are exact, so that rounding decides nothing. */
export function randomLoop(
  source: RandomSource,
  { random, ...options }: RandomLoopOptions,
): RandomLoop {
  const pick = <T>(list: readonly T[]): T => list[source.integer(list.length)]!;
  const chance = (p: number): boolean => source.unit() < p;
  const inputs = new Map<Value, number[]>();
  const aliases = new Map<Value, Value>();
  const exact = new Set<Value>();
  const made: Value[] = [];
  const operations: Operation[] = [];

  const axes = options.axes ?? (chance(0.15) ? [source.integer(9000) + 1] : randomAxes());
  function randomAxes(): number[] {
    const rank = source.integer(4);
    const chosen: number[] = [];
    for (let i = 0; i < rank; i++) {
      const size = pick(sizes);
      if (sizeOf(chosen) * size <= 6000) chosen.push(size);
    }
    return chosen;
  }
  const space = axes.filter((size) => size > 1);
  const total = sizeOf(space);

  const unmade = (shape: readonly number[], dtype: DataType): Value => {
    return { shape, dtype, origin: { kind: 'result' } };
  };
  /** The space, with axes of size 1 strewn in, neighbors joined at times. */
  const anyShape = (): number[] => {
    const shape: number[] = [];
    for (const size of space) {
      if (shape.length > 0 && chance(0.15)) shape.push(shape.pop()! * size);
      else shape.push(size);
      if (chance(0.1)) shape.push(1);
    }
    if (chance(0.1)) shape.unshift(1);
    return shape;
  };
  const element = (dtype: DataType): number => {
    if (dtype === 'bool') return chance(0.5) ? -1 : 0;
    return dtype === 'int32' ? source.integer(17) - 8 : (source.integer(65) - 32) / 8;
  };
  const fresh = (shape: readonly number[], dtype: DataType): Value => {
    if (chance(0.15)) {
      const value = dtype === 'bool' ? 1 : element(dtype);
      return { shape: [], dtype, origin: { kind: 'constant', constant: { kind: 'fill', value } } };
    }
    const broadcast = shape.map((size) => (chance(0.3) ? 1 : size));
    const cut = chance(0.5)
      ? shape
      : broadcast.slice(chance(0.3) ? source.integer(shape.length + 1) : 0);
    const value = unmade(cut, dtype);
    inputs.set(
      value,
      Array.from({ length: sizeOf(cut) }, () => element(dtype)),
    );
    return value;
  };
  const reshaped = (value: Value, shape: readonly number[]): Value => {
    if (value.shape.join() === shape.join()) return value;
    const alias = unmade(shape, value.dtype);
    aliases.set(alias, value);
    return alias;
  };
  const isExact = (value: Value): boolean => {
    const named = aliases.get(value);
    if (named) return isExact(named);
    return inputs.has(value) || value.origin.kind === 'constant' || exact.has(value);
  };
  const operand = (shape: readonly number[], dtype: DataType, mustBeExact = false): Value => {
    const known = [...made, ...inputs.keys()].filter(
      (v) => v.dtype === dtype && sizeOf(v.shape) === total && (!mustBeExact || isExact(v)),
    );
    if (known.length > 0 && chance(0.65)) return reshaped(pick(known), shape);
    return fresh(shape, dtype);
  };

  const count = source.integer(9);
  for (let i = 0; i < count; i++) {
    const shape = anyShape();
    const add = (kernel: string, inputs: Value[], dtype: DataType, attributes = {}): void => {
      const output = unmade(shape, dtype);
      const names = inputs.map((_, i) => 'abc'[i] ?? '');
      operations.push({
        kernel,
        inputs,
        inputNames: names,
        attributes,
        outputs: [output],
        scope: '',
      });
      const keeps = ['Relu', 'Neg', 'Abs', 'Maximum', 'Minimum', 'Select', 'BroadcastTo', 'Cast'];
      if (dtype !== 'float32' || (keeps.includes(kernel) && inputs.every(isExact)))
        exact.add(output);
      made.push(output);
    };
    const float = (mustBeExact = false): Value => operand(shape, 'float32', mustBeExact);
    const int = (): Value => operand(shape, 'int32');
    const bool = (): Value => operand(shape, 'bool');
    const kinds: (() => void)[] = [
      () => add('Add', [float(), float()], 'float32'),
      () => add('Add', [float(), float()], 'float32'),
      () => add('Sub', [float(), float()], 'float32'),
      () => add('Multiply', [float(), float()], 'float32'),
      () => add('Multiply', [float(), float()], 'float32'),
      () => add('Maximum', [float(), float()], 'float32'),
      () => add('Relu', [float()], 'float32'),
      () => add('Abs', [float()], 'float32'),
      () => add('Neg', [float()], 'float32'),
      () => add('Select', [bool(), float(), float()], 'float32'),
      () => add('Greater', [float(true), float(true)], 'bool'),
      () => add('Equal', [int(), int()], 'bool'),
      () => add('LogicalNot', [bool()], 'bool'),
      () => add('LogicalAnd', [bool(), bool()], 'bool'),
      () => add('Add', [int(), int()], 'int32'),
      () => add('Multiply', [int(), int()], 'int32'),
      () => add('Cast', [bool()], 'float32', { dtype: 'float32' }),
      () => add('Cast', [int()], 'float32', { dtype: 'float32' }),
      () => add('BroadcastTo', [float()], 'float32', { shape }),
    ];
    if (random) {
      kinds.push(() => {
        const scalar = (n: number): Value => {
          const value = unmade([], 'int32');
          inputs.set(value, [n]);
          return value;
        };
        const keys = [scalar(source.integer(1e6)), scalar(source.integer(1000))];
        add('Philox', keys, 'float32', { shape, stream: source.integer(5) });
      });
    }
    pick(kinds)();
  }

  const reductions: Operation[] = [];
  const reductionCount =
    count === 0 ? 1 + source.integer(2) : chance(0.5) ? 0 : 1 + source.integer(4);
  for (let i = 0; i < reductionCount; i++) {
    const dtype: DataType = pick(['float32', 'float32', 'float32', 'int32', 'bool']);
    const shape = anyShape();
    const kernel = pick(
      dtype === 'bool'
        ? ['All', 'Any']
        : dtype === 'int32'
          ? ['Sum', 'Max', 'Min', 'Prod']
          : ['Sum', 'Sum', 'Max', 'Min'],
    );
    const known = [...made, ...inputs.keys()].filter(
      (v) => v.dtype === dtype && sizeOf(v.shape) === total,
    );
    const input = known.length > 0 && chance(0.8) ? reshaped(pick(known), shape) : freshFull();
    function freshFull(): Value {
      const value = unmade(shape, dtype);
      inputs.set(
        value,
        Array.from({ length: total }, () => element(dtype)),
      );
      return value;
    }
    const axis = shape.flatMap((_, a) => (chance(0.5) ? [a] : []));
    if (axis.length === 0) continue;
    const output = unmade(
      shape.filter((_, a) => !axis.includes(a)),
      dtype,
    );
    const attributes = { axis, keepDims: false };
    reductions.push({
      kernel,
      inputs: [input],
      inputNames: ['x'],
      attributes,
      outputs: [output],
      scope: '',
    });
  }

  const stored = made.filter(
    (_, i) => chance(0.5) || (i === made.length - 1 && reductions.length === 0),
  );
  const inPlace = new Map<Value, Value>();
  const hosts = new Set<Value>();
  for (const value of stored) {
    const full = [...inputs.keys()].filter((v) => sizeOf(v.shape) === total && !hosts.has(v));
    // An operand that is broadcast in one place may not be overwritten, even where it is as large as the space.
    if (total > 1 && full.length > 0 && chance(0.4)) {
      const host = pick(full);
      hosts.add(host);
      inPlace.set(value, host);
    }
  }
  const outputs = [...stored, ...reductions.map(({ outputs }) => outputs[0]!)];
  return {
    task: { kind: 'loop', space, operations, reductions },
    inputs,
    outputs,
    inPlace,
    aliases,
  };
}
