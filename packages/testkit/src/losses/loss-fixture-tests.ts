import type { Loss, Tensor } from '@myelin/core';
import { mul, sum, tensor, tidy, valueAndGradients } from '@myelin/core';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
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
  const check = (make: () => Loss, recorded: LossCase): Promise<void> =>
    expectNoLeak(() => tidy(() => checkLossCase(make(), recorded)));
  await recordedTests<LossCase, Loss>(path, classes, { check }, options);
}

/** Compares value and gradient of a loss with the recording. */
export function checkLossCase(loss: Pick<Loss, 'apply'>, recorded: LossCase): void {
  const { sampleWeight, mask, output, cotangent, grad } = recorded;
  const yTrue = tensor(fixtureArray(recorded.yTrue));
  const yPred = tensor(fixtureArray(recorded.yPred));
  const options = {
    ...(sampleWeight && { sampleWeight: fixtureArray(sampleWeight) }),
    ...(mask && { mask: tensor(fixtureArray(mask)) }),
  };
  const apply = (): Tensor => loss.apply(yTrue, yPred, options);
  expectClose(apply(), fixtureArray(output));
  if (!grad) return;
  const scalar = (): Tensor =>
    cotangent ? sum(mul(apply(), fixtureArray(cotangent))) : sum(apply());
  const { gradients } = valueAndGradients(scalar, [yPred]);
  naming('gradient by yPred', () => expectClose(gradients[0]!, fixtureArray(grad)));
}
