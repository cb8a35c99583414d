export { models } from './catalog.ts';
export type { CompileOptions } from './compile/compile-options.ts';
export type { ArrayInput } from './data/array-input.ts';
export type { Batch, BatchIterable } from './data/batch-source.ts';
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
