import { Catalog } from '../options/catalog.ts';
import type { LearningRateSchedule } from './learning-rate-schedule.ts';

/** Names of learning rate schedules, all but `OneCycle` Keras's own. */
export type ScheduleName =
  | 'CosineDecay'
  | 'CosineDecayRestarts'
  | 'ExponentialDecay'
  | 'InverseTimeDecay'
  | 'OneCycle'
  | 'PiecewiseConstantDecay'
  | 'PolynomialDecay';

/** A schedule's class as saved configurations name it. */
export interface ScheduleClass {
  new (options: never): LearningRateSchedule;
}

/** Learning rate schedules known by their class name: `'CosineDecay'`. */
export const scheduleCatalog: Catalog<ScheduleClass> = new Catalog<ScheduleClass>(
  'learning rate schedule',
);
