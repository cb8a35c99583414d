import type { Loss, Tensor } from '@myelin/core';
import { mul, sum, valueAndGradients } from '@myelin/core';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { RunStep, Step } from '../execution/run-step.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import type { RecordedCase, RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';

/** One recorded case of a loss. */
export interface LossCase extends RecordedCase {
  readonly yTrue: RecordedArray;
  readonly yPred: RecordedArray;
  readonly sampleWeight?: RecordedArray;
  readonly mask?: RecordedArray;
  readonly output: RecordedArray;
  readonly cotangent?: RecordedArray;
  readonly grad?: RecordedArray;
}

/**
 * One test for each recorded case of the listed losses, on each backend that runs here; value and gradient are
 * compared: `await lossFixtureTests('keras/losses.json', { MeanSquaredError })`.
 */
export async function lossFixtureTests(
  path: string,
  classes: Readonly<Record<string, new (options: never) => Loss>>,
  options: RecordedTestOptions = {},
): Promise<void> {
  const check = (make: () => Loss, recorded: LossCase, run: RunStep): Promise<void> =>
    expectNoLeak(() => checkLossCase(make(), recorded, run));
  await recordedTests<LossCase, Loss>(path, classes, { check }, options);
}

/** Compares value and gradient of a loss with the recording. */
export async function checkLossCase(
  loss: Pick<Loss, 'apply'>,
  recorded: LossCase,
  run: RunStep,
): Promise<void> {
  const inputs = Object.fromEntries(
    (['yTrue', 'yPred', 'sampleWeight', 'mask', 'cotangent'] as const).flatMap((name) => {
      const array = recorded[name];
      return array ? [[name, fixtureArray(array)]] : [];
    }),
  );
  const step: Step = ({ yTrue, yPred, sampleWeight, mask, cotangent }) => {
    const options = { ...(sampleWeight && { sampleWeight }), ...(mask && { mask }) };
    const apply = (): Tensor => loss.apply(yTrue!, yPred!, options);
    if (!recorded.grad) return { output: apply() };
    const total = (): Tensor => sum(cotangent ? mul(apply(), cotangent) : apply());
    const { gradients } = valueAndGradients(total, [yPred!]);
    return { output: apply(), grad: gradients[0]! };
  };
  const { output, grad } = await run(inputs, step);
  expectClose(output!, fixtureArray(recorded.output));
  if (!grad || !recorded.grad) return;
  naming('gradient by yPred', () => expectClose(grad, fixtureArray(recorded.grad!)));
}
