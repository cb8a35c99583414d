export type { BackupAndRestoreOptions } from './backup-and-restore.ts';
export { BackupAndRestore } from './backup-and-restore.ts';
export type { CSVLoggerOptions } from './csv-logger.ts';
export { CSVLogger } from './csv-logger.ts';
export type { EarlyStoppingOptions } from './early-stopping.ts';
export { EarlyStopping } from './early-stopping.ts';
export type { LambdaCallbackOptions } from './lambda-callback.ts';
export { LambdaCallback } from './lambda-callback.ts';
export type { LayerFinding, LayerProblem } from './layer-statistics/find-problems.ts';
export type {
  EpochStatistics,
  LayerStatisticsOptions,
} from './layer-statistics/layer-statistics.ts';
export { LayerStatistics } from './layer-statistics/layer-statistics.ts';
export type { LayerSummary, WeightSummary } from './layer-statistics/layer-summary.ts';
export type {
  DiagnoseFitOptions,
  FitDiagnosis,
  LossHistory,
} from './learning-curves/diagnose-fit.ts';
export { diagnoseFit } from './learning-curves/diagnose-fit.ts';
export type { FitVerdict } from './learning-curves/fit-verdict.ts';
export type {
  FindLearningRateOptions,
  FitsSamples,
} from './learning-rate-finder/find-learning-rate.ts';
export { findLearningRate } from './learning-rate-finder/find-learning-rate.ts';
export type {
  LearningRateCurve,
  LearningRatePoint,
} from './learning-rate-finder/learning-rate-curve.ts';
export type { LearningRateFinderOptions } from './learning-rate-finder/learning-rate-finder.ts';
export { LearningRateFinder } from './learning-rate-finder/learning-rate-finder.ts';
export type {
  LearningRateFunction,
  LearningRateSchedulerOptions,
} from './learning-rate-scheduler.ts';
export { LearningRateScheduler } from './learning-rate-scheduler.ts';
export type { LivePageOptions } from './live/live-page.ts';
export { LivePage } from './live/live-page.ts';
export type { ModelCheckpointOptions } from './model-checkpoint.ts';
export { ModelCheckpoint } from './model-checkpoint.ts';
export type { MonitorOptions } from './monitor.ts';
export type { ReduceLROnPlateauOptions } from './reduce-lr-on-plateau.ts';
export { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
export type { RemoteMonitorOptions } from './remote-monitor.ts';
export { RemoteMonitor } from './remote-monitor.ts';
export type { SaveFreq } from './save-frequency.ts';
export type { SwapEMAWeightsOptions } from './swap-ema-weights.ts';
export { SwapEMAWeights } from './swap-ema-weights.ts';
export type { TensorBoardOptions } from './tensorboard/tensor-board.ts';
export { TensorBoard } from './tensorboard/tensor-board.ts';
export type { TerminateOnNaNOptions } from './terminate-on-nan.ts';
export { TerminateOnNaN } from './terminate-on-nan.ts';
