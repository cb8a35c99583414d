export type { EarlyStoppingOptions } from './early-stopping.ts';
export { EarlyStopping } from './early-stopping.ts';
export type { LambdaCallbackOptions } from './lambda-callback.ts';
export { LambdaCallback } from './lambda-callback.ts';
export type {
  LearningRateFunction,
  LearningRateSchedulerOptions,
} from './learning-rate-scheduler.ts';
export { LearningRateScheduler } from './learning-rate-scheduler.ts';
export type { MonitorOptions } from './monitor.ts';
export type { ReduceLROnPlateauOptions } from './reduce-lr-on-plateau.ts';
export { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
export type { TerminateOnNaNOptions } from './terminate-on-nan.ts';
export { TerminateOnNaN } from './terminate-on-nan.ts';
