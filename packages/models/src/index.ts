export { models } from './catalog.ts';
export type {
  CompileOptions,
  LossOption,
  MetricOption,
  MetricsOption,
} from './compile/compile-options.ts';
export type { ArrayInput } from './data/array-input.ts';
export type { BatchData, BatchIterable, GivenBatch } from './data/batch-data.ts';
export type { ClassWeight } from './data/class-weight.ts';
export type { PerOutput } from './data/per-output.ts';
export { Model } from './model/model.ts';
export type { ExplainOptions } from './programs/explain.ts';
export type { InputOptions } from './sequential/input.ts';
export { Input } from './sequential/input.ts';
export type { SequentialOptions } from './sequential/sequential.ts';
export { Sequential } from './sequential/sequential.ts';
export type { SummaryOptions } from './summary/summarize.ts';
export type {
  EvaluateOptions,
  FitOptions,
  PredictOptions,
  RunOptions,
  ValidationData,
  Verbosity,
} from './training/fit-options.ts';
export type { TestOnBatchOptions, TrainOnBatchOptions } from './training/on-batch.ts';
export type {
  Outputs,
  Step,
  StepBatch,
  StepGradients,
  TrainStep,
} from './training/step-contract.ts';
