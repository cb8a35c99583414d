/**
 * Random programs in primitives, for property tests: whatever a pass or a compiler does, results stay equal.
 *
 * Numbers are kept in the domain of each kernel, and small, so that results may be compared to within 1e-5 of the
 * largest of them (or of 1).
 */

import type { NdArray } from '@myelin/core';
import { RandomSource } from '@myelin/core';
import type { Program, ProgramOutput, Value } from '../src/ir/program.ts';
import * as contractions from './random/contractions.ts';
import { Draft, type Sizes, small } from './random/draft.ts';
import type { Entry } from './random/entry.ts';
import * as oneOperand from './random/one-operand.ts';
import * as reductions from './random/reductions.ts';
import * as severalOperands from './random/several-operands.ts';
import * as shaping from './random/shaping.ts';

export interface RandomProgram {
  readonly program: Program;
  /** Numbers for each input. */
  readonly inputs: Readonly<Record<string, NdArray>>;
}

type Action = (draft: Draft) => Entry | undefined;

/** What a program may do next, with how often. */
const actions: readonly (readonly [weight: number, action: Action])[] = [
  [12, oneOperand.addUnary],
  [14, severalOperands.addBinary],
  [2, severalOperands.addScaled],
  [1, oneOperand.addStep],
  [1, oneOperand.addTest],
  [3, severalOperands.addInteger],
  [3, severalOperands.addComparison],
  [2, severalOperands.addLogical],
  [3, severalOperands.addSelect],
  [3, oneOperand.addCast],
  [1, severalOperands.addRandom],
  [6, reductions.addReduction],
  [1, reductions.addCumulation],
  [1, reductions.addArgument],
  [1, reductions.addTopK],
  [1, reductions.addOneHot],
  [3, shaping.addBroadcast],
  [4, shaping.addReshape],
  [3, shaping.addTranspose],
  [2, shaping.addSlice],
  [1, shaping.addPad],
  [2, shaping.addConcat],
  [1, shaping.addTile],
  [1, shaping.addReverse],
  [1, shaping.addGather],
  [1, shaping.addSegmentSum],
  [4, contractions.addMatrixProduct],
  [2, contractions.addConvolution],
  [2, contractions.addPooling],
];

const bag: readonly Action[] = actions.flatMap(
  ([weight, action]) => Array(weight).fill(action) as Action[],
);

/**
 * The random program of a seed.
 *
 * @param size - Operations, about.
 * @param sizes - Of its values.
 */
export function randomProgram(seed: number, size = 14, sizes: Sizes = small): RandomProgram {
  const draft = new Draft(new RandomSource(seed), sizes);
  for (let i = draft.between(1, 3); i > 0; i--) {
    draft.input(draft.choose(['state', 'batch'] as const), draft.shape(), 'float32');
  }
  if (draft.chance(0.5)) draft.input('parameter', [], 'float32');
  if (draft.chance(0.3)) draft.input('step', [], 'int32', 0, 9);
  for (let tries = 0; tries < size * 8 && draft.operations.length < size; tries++) {
    draft.choose(bag)(draft);
  }
  const outputs = [...nextStates(draft), ...results(draft)];
  const program: Program = {
    name: `random ${seed}`,
    inputs: draft.inputs,
    operations: draft.operations,
    outputs,
  };
  return { program, inputs: draft.numbers };
}

/** Some states stay as they are, some change places, most are written anew. */
function nextStates(draft: Draft): ProgramOutput[] {
  const outputs: ProgramOutput[] = [];
  for (const value of [...draft.inputs]) {
    if (value.origin.kind !== 'input' || value.origin.input.role !== 'state') continue;
    if (draft.chance(0.3)) continue;
    const next = draft.pick((entry) => sameType(entry.value, value)) ?? { value };
    outputs.push({
      role: 'state',
      name: value.origin.input.name,
      value: written(draft, value, next.value),
    });
  }
  return outputs;
}

/** A value made for the state, where what was found is the state itself. */
function written(draft: Draft, state: Value, found: Value): Value {
  if (found !== state || draft.chance(0.3)) return found;
  const entry = draft.entries.find(({ value }) => value === state);
  if (!entry || state.dtype !== 'float32') return found;
  const half = draft.constant([], 'float32', 0.5, 0.5);
  const bounds = { low: entry.low, high: entry.high, bits: 4 };
  const inputs = [
    ['a', entry],
    ['b', half],
  ] as const;
  return (
    draft.add('Multiply', inputs, {}, { shape: state.shape, dtype: 'float32', bounds })?.value ??
    found
  );
}

/** What nothing reads, so that no work is for nothing, and some more. */
function results(draft: Draft): ProgramOutput[] {
  const read = new Set(draft.operations.flatMap((operation) => operation.inputs));
  const made = draft.operations.flatMap((operation) => operation.outputs);
  const unread = made.filter((value) => !read.has(value) && draft.chance(0.8));
  const extra = draft.entries.filter(() => draft.chance(0.06)).map(({ value }) => value);
  const chosen = [...unread, ...extra];
  const values = chosen.length > 0 ? chosen : [draft.entries.at(-1)?.value as Value];
  return values.map((value, i) => ({ role: 'result', name: `result${i}`, value }));
}

const sameType = (a: Value, b: Value): boolean =>
  a.dtype === b.dtype && `${a.shape}` === `${b.shape}`;
