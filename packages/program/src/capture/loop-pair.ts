/** The loop forward and the loop backward, as operations. */

import type { Operation, Program, Value } from '../ir/program.ts';
import type { Carried, HandedIn, ScanParts } from '../ir/scan-operation.ts';
import { BodyInputs, scanOperation, stackedShape } from '../ir/scan-operation.ts';
import { optimize } from '../passes/optimize.ts';
import { filled } from '../passes/rewriting/constants.ts';
import { copyOperations } from './copy-operations.ts';
import type { Derivatives, DifferentiatedStep, RecordedStep } from './record-step.ts';
import { splitStep } from './split-step.ts';

/** What a loop is given from outside. */
export interface LoopOperands {
  readonly initial: readonly Value[];
  readonly sequences: readonly Value[];
  /** In the order of what the step brought from outside. */
  readonly constants: readonly Value[];
  readonly length: number;
  readonly reverse: boolean;
  readonly scope: string;
}

/** A loop of which no gradient is wanted. */
export function plainLoop(step: RecordedStep, operands: LoopOperands): Operation {
  return scanOperation(forwardParts(step, operands));
}

export class LoopPair {
  readonly forward: Operation;
  /** How many of the results of the loop forward are those of the step; the others are kept for the way back. */
  readonly results: number;
  readonly #step: DifferentiatedStep;
  readonly #operands: LoopOperands;
  readonly #backward: readonly Operation[];
  readonly #residuals: readonly HandedIn[];

  constructor(recorded: DifferentiatedStep, operands: LoopOperands) {
    const step = optimized(recorded);
    const { before, slices, brought, index, after, outputs, given, wanted } = step;
    const split = splitStep({
      operations: step.operations,
      given: present([...given.after, ...given.outputs]),
      made: [...after, ...outputs],
      wanted: present([...wanted.before, ...wanted.slices, ...wanted.brought]),
      free: [...slices, ...brought.map(({ inner }) => inner), index],
      kept: outputs,
    });
    const parts = forwardParts({ ...step, operations: split.forward }, operands);
    const kept = new Map(parts.stacked.map(({ inner, outer }) => [inner, outer]));
    for (const value of split.residuals) {
      if (!kept.has(value)) kept.set(value, stackOf(value, operands.length));
    }
    const added = [...kept].filter(([value]) => !outputs.includes(value));
    const all = [...parts.stacked, ...added.map(([inner, outer]) => ({ inner, outer }))];
    this.forward = scanOperation({ ...parts, stacked: all });
    this.results = before.length + outputs.length;
    this.#operands = operands;
    const inputs = new BodyInputs(inputsOf(step));
    const replaced = new Map<Value, Value>();
    this.#residuals = split.residuals.map((value) => {
      const inner = inputs.add('slice', value);
      replaced.set(value, inner);
      return { outer: kept.get(value) as Value, inner };
    });
    this.#backward = copyOperations(split.backward, replaced);
    const now = (values: Derivatives): Derivatives =>
      values.map((value) => value && (replaced.get(value) ?? value));
    this.#step = {
      ...step,
      wanted: {
        before: now(wanted.before),
        slices: now(wanted.slices),
        brought: now(wanted.brought),
      },
    };
  }

  /** What the loop is given: what is carried first, the sequences, the constants. */
  get operands(): readonly Value[] {
    const { initial, sequences, constants } = this.#operands;
    return [...initial, ...sequences, ...constants];
  }

  /**
   * Whether results depend on each of the operands as tfjs sees it: there is a derivative, or the operand is no float, the
   * derivative by which is 0.
   */
  get depends(): readonly boolean[] {
    const { slices, brought, given, wanted } = this.#step;
    const found = [
      ...given.after.map((one, i) => one !== undefined && wanted.before[i] !== undefined),
      ...slices.map((_, i) => wanted.slices[i] !== undefined),
      ...brought.map((_, i) => wanted.brought[i] !== undefined),
    ];
    return this.operands.map(({ dtype }, i) => dtype !== 'float32' || found[i] === true);
  }

  /**
   * The loop backward.
   *
   * @param given - Derivatives by the results of the loop forward.
   * @returns Derivatives by what was carried first, by the sequences and by the constants, where there are any.
   */
  backward(given: readonly Value[]): { operation: Operation; derivatives: Derivatives } {
    const { before, slices, brought, index, wanted } = this.#step;
    const { sequences, constants, length, reverse } = this.#operands;
    const operations = [...this.#backward];
    const inputs = new BodyInputs([
      ...inputsOf(this.#step),
      ...this.#residuals.map(({ inner }) => inner),
    ]);
    const carried: Carried[] = [];
    const byInitial = this.#step.given.after.map((inner, i) => {
      if (!inner) return undefined;
      const zero = filled(0, inner.shape, 'float32');
      const one: Carried = {
        initial: given[i] as Value,
        before: inner,
        after: wanted.before[i] ?? zero,
        final: resultLike(inner),
      };
      carried.push(one);
      return one.final;
    });
    const byConstants = wanted.brought.map((derivative) => {
      if (!derivative) return undefined;
      const sum = inputs.add('state', derivative);
      const after = resultLike(derivative);
      operations.push(addition(sum, derivative, after));
      const initial = filled(0, derivative.shape, 'float32');
      const one: Carried = { initial, before: sum, after, final: resultLike(derivative) };
      carried.push(one);
      return one.final;
    });
    const bySequences = wanted.slices.map((inner) => {
      return inner && { inner, outer: stackOf(inner, length) };
    });
    const handedIn = this.#step.given.outputs.flatMap((inner, i): HandedIn[] =>
      inner ? [{ outer: given[before.length + i] as Value, inner }] : [],
    );
    const operation = scanOperation({
      carried,
      sequences: [...zip(sequences, slices), ...handedIn, ...this.#residuals],
      constants: zip(
        constants,
        brought.map(({ inner }) => inner),
      ),
      stacked: bySequences.filter((one) => one !== undefined),
      index,
      operations,
      length,
      reverse: !reverse,
      scope: '',
    });
    const stacks = bySequences.map((one) => one?.outer);
    return { operation, derivatives: [...byInitial, ...stacks, ...byConstants] };
  }
}

function forwardParts(step: RecordedStep, operands: LoopOperands): ScanParts {
  const { before, after, slices, brought, outputs, index, operations } = step;
  const { initial, sequences, constants, length, reverse, scope } = operands;
  return {
    carried: before.map((inner, i) => ({
      initial: initial[i] as Value,
      before: inner,
      after: after[i] as Value,
      final: resultLike(inner),
    })),
    sequences: zip(sequences, slices),
    constants: zip(
      constants,
      brought.map(({ inner }) => inner),
    ),
    stacked: outputs.map((inner) => ({ inner, outer: stackOf(inner, length) })),
    index,
    operations,
    length,
    reverse,
    scope,
  };
}

/** The same step in primitives, so that it is seen what the way back needs. */
function optimized(step: DifferentiatedStep): DifferentiatedStep {
  const { after, outputs, wanted } = step;
  const results = [
    ...after,
    ...outputs,
    ...present([...wanted.before, ...wanted.slices, ...wanted.brought]),
  ];
  const program: Program = {
    name: 'step',
    inputs: inputsOf(step),
    operations: step.operations,
    outputs: results.map((value, i) => ({ name: String(i), role: 'result', value })),
  };
  const { operations, outputs: now } = optimize(program);
  const left = now.map(({ value }) => value);
  const take = (values: readonly Value[]): Value[] => left.splice(0, values.length);
  const takePresent = (values: Derivatives): Derivatives =>
    values.map((value) => value && left.shift());
  return {
    ...step,
    operations,
    after: take(after),
    outputs: take(outputs),
    wanted: {
      before: takePresent(wanted.before),
      slices: takePresent(wanted.slices),
      brought: takePresent(wanted.brought),
    },
  };
}

const inputsOf = ({ before, slices, brought, index, given }: DifferentiatedStep): Value[] => [
  ...before,
  ...slices,
  ...brought.map(({ inner }) => inner),
  index,
  ...present([...given.after, ...given.outputs]),
];

const present = (values: Derivatives): Value[] => values.filter((value) => value !== undefined);

const zip = (outer: readonly Value[], inner: readonly Value[]): HandedIn[] =>
  outer.map((one, i) => ({ outer: one, inner: inner[i] as Value }));

const resultLike = ({ shape, dtype }: Value): Value => ({
  shape,
  dtype,
  origin: { kind: 'result' },
});

const stackOf = (value: Value, length: number): Value => ({
  shape: stackedShape(value, length),
  dtype: value.dtype,
  origin: { kind: 'result' },
});

const addition = (a: Value, b: Value, sum: Value): Operation => ({
  kernel: 'Add',
  inputs: [a, b],
  inputNames: ['a', 'b'],
  attributes: {},
  outputs: [sum],
  scope: '',
});
