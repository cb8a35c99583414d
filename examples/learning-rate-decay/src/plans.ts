import { LearningRateScheduler, ReduceLROnPlateau } from '@myelin/callbacks';
import type { Callback } from 'myelin';

/** What happens to a learning rate of 0.05 while training goes on. */
export const plans: Readonly<Record<string, (epochs: number) => readonly Callback[]>> = {
  constant: () => [],
  /** A tenth of it after each third of the epochs. */
  LearningRateScheduler: (epochs) => [
    new LearningRateScheduler({
      schedule: (epoch) => 0.05 * 0.1 ** Math.floor((3 * epoch) / epochs),
    }),
  ],
  /** A fifth of it each time that two epochs have brought nothing. */
  ReduceLROnPlateau: () => [
    new ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.2, patience: 2, minLr: 1e-4 }),
  ],
};
