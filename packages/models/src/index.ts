export { modelReaders, models } from './catalog.ts';
export type {
  CompileOptions,
  LossOption,
  MetricOption,
  MetricsOption,
} from './compile/compile-options.ts';
export type { ArrayInput } from './data/array-input.ts';
export type { BatchData, BatchIterable, GivenBatch, SampleData } from './data/batch-data.ts';
export type { ClassWeight } from './data/class-weight.ts';
export type { InputSpec, PerInput } from './data/per-input.ts';
export type { PerOutput } from './data/per-output.ts';
export { cloneModel } from './functional/clone-model.ts';
export { Graph } from './functional/graph.ts';
export type { InputOptions } from './functional/input.ts';
export { Input } from './functional/input.ts';
export type { Ends, ModelClass, ModelOptions, TensorsAt } from './functional/model.ts';
export { Model } from './functional/model.ts';
export type { GraphEdge, GraphNode, ModelGraph } from './functional/model-graph.ts';
export { modelGraph } from './functional/model-graph.ts';
export type { ArraysFor, ArraysOf } from './model/base-model.ts';
export { loadModel } from './model/load-model.ts';
export type { ExplainOptions } from './programs/explain.ts';
export type { SequentialOptions } from './sequential/sequential.ts';
export { Sequential } from './sequential/sequential.ts';
export type { SummaryOptions } from './summary/summarize.ts';
export { ModelTrace } from './trace/model-trace.ts';
export type { StepTrace } from './trace/trace-step.ts';
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
