import type { Json, NdArray, Optimizer, Tensor } from '@myelin/core';
import { MaxNorm, ndArray, serialize, WeightwiseOptimizer } from '@myelin/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { Arrays, RunStep } from '../execution/run-step.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import type { RecordedCase, RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';
import { roundedJson } from './rounded-json.ts';

/** One recorded case of an optimizer. */
export interface OptimizerCase extends RecordedCase {
  readonly variables: readonly { readonly name: string; readonly value: RecordedArray }[];
  /** By step, by variable. */
  readonly grads: readonly (readonly RecordedArray[])[];
  /** Values after each step. */
  readonly after: readonly (readonly RecordedArray[])[];
  readonly options?: OptimizerCaseOptions;
  /** The learning rate after each step. */
  readonly learningRates?: readonly number[];
  /** Keras's variables at the end. */
  readonly optimizerVariables?: readonly { readonly path: string; readonly value: RecordedArray }[];
  /** Values with which training ends. */
  readonly afterFinalize?: readonly RecordedArray[];
  readonly serialized?: Json;
}

interface OptimizerCaseOptions {
  /** Largest norm of the columns of the first variable, which is projected after each step. */
  readonly constraint?: number;
  /** Names of variables that do not decay. */
  readonly exclude?: readonly string[];
  /** The step whose gradients hold an infinity. */
  readonly infStep?: number;
}

/**
 * One test for each recorded case of the listed optimizers, on each backend that runs here. Variables and learning rate
 * after each step, the optimizer's own variables at the end, and its form in files are compared:
 * `await optimizerFixtureTests('keras/optimizers.json', { Adam })`.
 */
export async function optimizerFixtureTests(
  path: string,
  classes: Readonly<Record<string, new (options: never) => Optimizer>>,
  options: RecordedTestOptions = {},
): Promise<void> {
  await recordedTests<OptimizerCase, Optimizer>(
    path,
    classes,
    {
      check: (make, recorded, run) => expectNoLeak(() => checkOptimizerCase(make(), recorded, run)),
    },
    options,
  );
}

/** Takes the recorded steps and compares what is recorded. */
export async function checkOptimizerCase(
  optimizer: Optimizer,
  recorded: OptimizerCase,
  run: RunStep,
): Promise<void> {
  const { exclude } = recorded.options ?? {};
  if (exclude && optimizer instanceof WeightwiseOptimizer) {
    optimizer.excludeFromWeightDecay({ names: exclude });
  }
  const weights = weightsOf(recorded);
  const first = named(
    'value',
    recorded.variables.map(({ value }) => fixtureArray(value)),
  );
  const slots = await run(first, (given) =>
    named('slot', optimizer.initialSlots(weights, listed('value', given))),
  );
  let state: Arrays = { ...first, ...slots };
  for (const [i, gradients] of recorded.grads.entries()) {
    const inputs = {
      ...state,
      ...named('gradient', gradients.map(fixtureArray)),
      ...named(
        'rate',
        optimizer.learningRates.map((rate) => scalarArray(rate ?? 0)),
      ),
      step: scalarArray(i + 1),
    };
    state = await run(inputs, (given) => takeStep(optimizer, recorded, given));
    optimizer.iterations = i + 1;
    compareStep(optimizer, recorded, i, state);
  }
  compareSlots(recorded, state);
  if (recorded.afterFinalize) {
    const final = await run(state, (given) =>
      named('value', optimizer.finalValues(weights, listed('value', given), listed('slot', given))),
    );
    compareAll(recorded.variables, recorded.afterFinalize, final, 'when training ends');
  }
  if (recorded.serialized) {
    expect(roundedJson(serialize(optimizer))).toEqual(roundedJson(recorded.serialized));
  }
}

const weightsOf = ({ variables }: OptimizerCase) =>
  variables.map(({ name, value: { shape } }) => ({ path: name, shape }));

function takeStep(
  optimizer: Optimizer,
  recorded: OptimizerCase,
  given: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  const after = optimizer.apply({
    weights: weightsOf(recorded),
    values: listed('value', given),
    slots: listed('slot', given),
    gradients: listed('gradient', given),
    learningRates: listed('rate', given),
    step: given.step!,
  });
  const [value, ...others] = after.values;
  const { constraint } = recorded.options ?? {};
  // As models do after each step.
  const projected =
    constraint === undefined ? value! : new MaxNorm({ maxValue: constraint }).project(value!);
  return { ...named('value', [projected, ...others]), ...named('slot', after.slots) };
}

function compareStep(
  optimizer: Optimizer,
  { variables, after, learningRates }: OptimizerCase,
  i: number,
  state: Arrays,
): void {
  compareAll(variables, after[i] ?? [], state, `after step ${i + 1}`);
  const rate = learningRates?.[i];
  if (rate === undefined) return;
  naming(`learning rate after step ${i + 1}`, () =>
    expectClose(ndArray(optimizer.learningRate), ndArray(rate)),
  );
}

function compareAll(
  variables: OptimizerCase['variables'],
  expected: readonly RecordedArray[],
  state: Arrays,
  when: string,
): void {
  for (const [v, array] of expected.entries()) {
    naming(`${variables[v]?.name} ${when}`, () =>
      expectClose(state[`value${v}`]!, fixtureArray(array)),
    );
  }
}

/** Slots are Keras's variables, but for the number of steps, which is the first, and learning rates. */
function compareSlots({ optimizerVariables }: OptimizerCase, state: Arrays): void {
  if (!optimizerVariables) return;
  const expected = optimizerVariables
    .slice(1)
    .filter(({ path }) => !path.endsWith('/learning_rate'));
  expect(listed('slot', state).length, 'number of slots').toBe(expected.length);
  for (const [s, { path, value }] of expected.entries()) {
    naming(path, () => expectClose(state[`slot${s}`]!, fixtureArray(value)));
  }
}

const scalarArray = (value: number): NdArray => ndArray(value, [], 'float32');

function named<Value>(name: string, values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(values.map((value, i) => [`${name}${i}`, value]));
}

function listed<Value>(name: string, given: Readonly<Record<string, Value>>): Value[] {
  const list: Value[] = [];
  for (;;) {
    const value = given[`${name}${list.length}`];
    if (value === undefined) return list;
    list.push(value);
  }
}
