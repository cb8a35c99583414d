import type { Optimizer, Tensor } from '@myelin/core';
import { scalar, tensor, tidy } from '@myelin/core';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import type { RecordedCase, RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';

/** One recorded case of an optimizer. */
export interface OptimizerCase extends RecordedCase {
  readonly variables: readonly { readonly name: string; readonly value: RecordedArray }[];
  /** By step, by variable. */
  readonly grads: readonly (readonly RecordedArray[])[];
  /** Values after each step. */
  readonly after: readonly (readonly RecordedArray[])[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly afterFinalize?: readonly RecordedArray[];
}

/**
 * One test for each recorded case of the listed optimizers, on each backend that runs here; the variables after each
 * step are compared: `await optimizerFixtureTests('keras/optimizers.json', { Adam })`.
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
      missing: ({ options: extra }) => extra && `recorded option ${Object.keys(extra).join(', ')}`,
      check: (make, recorded) =>
        expectNoLeak(() => tidy(() => checkOptimizerCase(make(), recorded))),
    },
    options,
  );
}

/** Takes the recorded steps and compares the variables after each. */
export function checkOptimizerCase(optimizer: Optimizer, recorded: OptimizerCase): void {
  let values: readonly Tensor[] = recorded.variables.map(({ value }) =>
    tensor(fixtureArray(value)),
  );
  let slots: readonly Tensor[] = optimizer.initialSlots(values);
  for (const [i, gradients] of recorded.grads.entries()) {
    const result = optimizer.apply({
      values,
      slots,
      gradients: gradients.map((gradient) => tensor(fixtureArray(gradient))),
      learningRate: scalar(optimizer.learningRate),
      step: scalar(i + 1),
    });
    ({ values, slots } = result);
    for (const [v, expected] of (recorded.after[i] ?? []).entries()) {
      const { name } = recorded.variables[v]!;
      naming(`${name} after step ${i + 1}`, () => expectClose(values[v]!, fixtureArray(expected)));
    }
  }
}
