import './tensors/install.ts';

export type { Activation } from './activations/activation.ts';
export type { DataType, NumericArray, TensorDataType } from './arrays/data-type.ts';
export { formatArray } from './arrays/format-array.ts';
export type { TypedArray } from './arrays/nd-array.ts';
export { NdArray, ndArray } from './arrays/nd-array.ts';
export type { NestedArray } from './arrays/nested-array.ts';
export type { Availability, Backend, BackendCapabilities } from './backend/backend.ts';
export type { BackendChoice, Refusal } from './backend/use-backend.ts';
export { backendCatalog, currentBackend, useBackend } from './backend/use-backend.ts';
export type { HookName } from './callback/callback.ts';
export { Callback } from './callback/callback.ts';
export { CallbackList } from './callback/callback-list.ts';
export { formatFixed, formatFloat, formatScientific } from './callback/format-number.ts';
export { History } from './callback/history.ts';
export type { ProgressBarOptions } from './callback/progress-bar.ts';
export { ProgressBar } from './callback/progress-bar.ts';
export type { Clock } from './callback/step-timer.ts';
export type { TextOutput } from './callback/text-output.ts';
export { standardOutput } from './callback/text-output.ts';
export type { Logs, RunParameters, TrainingRun, WeightSnapshot } from './callback/training-run.ts';
export { Constraint } from './constraints/constraint.ts';
export type { NumberRange } from './errors/checks.ts';
export {
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
} from './errors/checks.ts';
export { describe } from './errors/describe.ts';
export type { ErrorCode, ErrorDetails } from './errors/myelin-error.ts';
export {
  AbortError,
  ArgumentError,
  BackendError,
  DataError,
  DtypeError,
  MyelinError,
  SerializationError,
  ShapeError,
  StateError,
} from './errors/myelin-error.ts';
export { suggestion } from './errors/suggestion.ts';
export type { Estimator, Predictor } from './estimator/estimator.ts';
export { Initializer } from './initializers/initializer.ts';
export type {
  ApplyOptions,
  LayerOptions,
  OwnOptions,
  WeightMaker,
  WeightRecord,
  WeightValues,
} from './layer/layer.ts';
export { Layer, WeightlessLayer } from './layer/layer.ts';
export type { LayerClass } from './layer/layer-catalog.ts';
export { layerCatalog } from './layer/layer-catalog.ts';
export { automaticName, resetNames, snakeCase } from './layer/layer-name.ts';
export type { PassOptions, PassRandomness, RandomStream } from './layer/pass.ts';
export { Pass } from './layer/pass.ts';
export type { WeightOptions } from './layer/weight.ts';
export { Weight } from './layer/weight.ts';
export type { LossApplyOptions, LossOptions } from './loss/loss.ts';
export { Loss } from './loss/loss.ts';
export type { LossClass, LossName } from './loss/loss-catalog.ts';
export { lossCatalog } from './loss/loss-catalog.ts';
export { matchTarget } from './loss/match-target.ts';
export type { Reduction } from './loss/reduction.ts';
export { reduceLosses } from './loss/reduction.ts';
export type { MemoryUse } from './memory/memory.ts';
export { dispose, keep, memory, tidy } from './memory/memory.ts';
export type { Direction, MetricBatch, MetricOptions } from './metric/metric.ts';
export { Metric } from './metric/metric.ts';
export type { MetricClass, MetricName } from './metric/metric-catalog.ts';
export { metricCatalog } from './metric/metric-catalog.ts';
export type {
  OptimizerOptions,
  OptimizerStep,
  UpdateInputs,
  UpdateResult,
} from './optimizer/optimizer.ts';
export { Optimizer } from './optimizer/optimizer.ts';
export type { OptimizerClass, OptimizerName } from './optimizer/optimizer-catalog.ts';
export { optimizerCatalog } from './optimizer/optimizer-catalog.ts';
export { Catalog } from './options/catalog.ts';
export type { OptionDefaults, Resolved } from './options/options.ts';
export { required, resolveOptions } from './options/options.ts';
export type { Serializable } from './options/serializable.ts';
export type { PhiloxPosition } from './random/philox.ts';
export { philox4x32, philoxWords, wordsToUnit } from './random/philox.ts';
export { permutation, RandomSource } from './random/random-source.ts';
export { nextSeed, seedOr, setRandomSeed } from './random/seed.ts';
export { Regularizer } from './regularizers/regularizer.ts';

export type { KnownShape, Shape } from './shapes/shape.ts';
export {
  formatShape,
  knownAxis,
  lastAxis,
  normalizeAxis,
  requireRank,
  shapeSize,
  shapesAgree,
} from './shapes/shape.ts';

export {
  abs,
  acos,
  add,
  asin,
  atan,
  ceil,
  clip,
  cos,
  cosh,
  div,
  erf,
  exp,
  expm1,
  floor,
  floorDiv,
  log,
  log1p,
  maximum,
  minimum,
  mod,
  mul,
  neg,
  pow,
  reciprocal,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  squaredDifference,
  sub,
  tan,
  tanh,
} from './tensors/arithmetic.ts';
export { isTensor } from './tensors/boundary.ts';
export {
  equal,
  greater,
  greaterEqual,
  isFinite,
  isNaN,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
  where,
} from './tensors/comparison.ts';
export {
  eye,
  fill,
  linspace,
  oneHot,
  ones,
  onesLike,
  range,
  scalar,
  tensor,
  zeros,
  zerosLike,
} from './tensors/creation.ts';
export type { CustomGradient } from './tensors/gradient.ts';
export { customGradient, gradient, stopGradient, valueAndGradients } from './tensors/gradient.ts';
export type { MatMulOptions } from './tensors/linear-algebra.ts';
export { matMul, norm } from './tensors/linear-algebra.ts';
export type { ConvolutionOptions, Padding, WindowOptions } from './tensors/neural.ts';
export {
  avgPool2d,
  conv2d,
  elu,
  logSoftmax,
  maxPool2d,
  relu,
  softmax,
  softplus,
} from './tensors/neural.ts';
export type { RandomKey } from './tensors/random-uniform.ts';
export { randomUniform } from './tensors/random-uniform.ts';
export type { Axes } from './tensors/reduction.ts';
export {
  all,
  any,
  argMax,
  argMin,
  logSumExp,
  max,
  mean,
  min,
  moments,
  prod,
  sum,
  topK,
} from './tensors/reduction.ts';
export {
  broadcastTo,
  cast,
  concat,
  expandDims,
  gather,
  pad,
  reshape,
  reverse,
  slice,
  split,
  squeeze,
  stack,
  tile,
  transpose,
  unstack,
} from './tensors/shaping.ts';
export type { Tensor, TensorLike } from './tensors/tensor.ts';
