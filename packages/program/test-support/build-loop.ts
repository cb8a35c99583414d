/** Loops written by hand, in programs written by hand. */

import type { Value } from '../src/ir/program.ts';
import { BodyInputs, scanOperation, stackedShape } from '../src/ir/scan-operation.ts';
import { OperationMaker } from '../src/passes/rewriting/operation-maker.ts';

interface LoopStep {
  readonly carry: readonly Value[];
  readonly slices: readonly Value[];
  readonly constants: readonly Value[];
  readonly index: Value;
}

export interface LoopRecipe {
  readonly initial?: readonly Value[];
  readonly sequences?: readonly Value[];
  readonly constants?: readonly Value[];
  readonly length: number;
  readonly reverse?: boolean;
  readonly step: (
    make: OperationMaker,
    at: LoopStep,
  ) => { readonly carry?: readonly Value[]; readonly outputs?: readonly Value[] };
}

export interface BuiltLoop {
  readonly carry: readonly Value[];
  readonly outputs: readonly Value[];
}

/** Adds a loop to a program. */
export function buildLoop(make: OperationMaker, recipe: LoopRecipe): BuiltLoop {
  const { initial = [], sequences = [], constants = [], length, reverse = false } = recipe;
  const inputs = new BodyInputs();
  const before = initial.map((value) => inputs.add('state', value));
  const slices = sequences.map(({ shape, dtype }) =>
    inputs.add('slice', { shape: shape.slice(1), dtype }),
  );
  const fixed = constants.map((value) => inputs.add('constant', value));
  const index = inputs.add('index', { shape: [], dtype: 'int32' });
  const body = new OperationMaker();
  const made = recipe.step(body, { carry: before, slices, constants: fixed, index });
  const resultOf = (shape: readonly number[], { dtype }: Value): Value => ({
    shape,
    dtype,
    origin: { kind: 'result' },
  });
  const operation = scanOperation({
    carried: before.map((one, i) => ({
      initial: initial[i] as Value,
      before: one,
      after: made.carry?.[i] as Value,
      final: resultOf(one.shape, one),
    })),
    sequences: slices.map((inner, i) => ({ inner, outer: sequences[i] as Value })),
    constants: fixed.map((inner, i) => ({ inner, outer: constants[i] as Value })),
    stacked: (made.outputs ?? []).map((inner) => ({
      inner,
      outer: resultOf(stackedShape(inner, length), inner),
    })),
    index,
    operations: body.operations,
    length,
    reverse,
    scope: '',
  });
  make.keep(operation);
  const { outputs } = operation;
  return { carry: outputs.slice(0, before.length), outputs: outputs.slice(before.length) };
}
