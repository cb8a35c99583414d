import type { Executable, Session } from '@myelin/program';
import { type LinearStepOptions, linearStep } from './linear-step.ts';

/** Learning rate of prepared steps: a power of two, so that products with it are exact. */
export const RATE = 2 ** -10;

/** The smallest training step, ready to run in a session. */
export async function prepareLinearStep(
  session: Session,
  options: LinearStepOptions,
): Promise<Executable> {
  const { features, units } = options;
  session.declareState({ name: 'w', shape: [features, units], dtype: 'float32' });
  session.declareState({ name: 'total', shape: [], dtype: 'float32' });
  const executable = await session.load(linearStep(options));
  executable.setParameter('rate', RATE);
  executable.setParameter('seed', 7);
  executable.setStep(0);
  return executable;
}
