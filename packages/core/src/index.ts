// Declarations name `Symbol.dispose`; users need not know that it takes a library of its own.
/// <reference lib="esnext.disposable" preserve="true" />

import { install } from './tensors/install.ts';

export type { ActivationName } from './activations/activation-catalog.ts';
export { activation, activationCatalog } from './activations/activation-catalog.ts';
export type { ActivationCurve, ActivationCurveOptions } from './activations/activation-curve.ts';
export { activationCurve, curveNames } from './activations/activation-curve.ts';
export type { ActivationFunction } from './activations/activation-function.ts';
export type { CeluOptions } from './activations/celu.ts';
export { celu } from './activations/celu.ts';
export type { EluOptions } from './activations/elu.ts';
export { elu } from './activations/elu.ts';
export { exponential } from './activations/exponential.ts';
export type { GeluOptions } from './activations/gelu.ts';
export { gelu } from './activations/gelu.ts';
export { glu } from './activations/glu.ts';
export type { HardShrinkOptions } from './activations/hard-shrink.ts';
export { hardShrink } from './activations/hard-shrink.ts';
export { hardSigmoid } from './activations/hard-sigmoid.ts';
export { hardSilu } from './activations/hard-silu.ts';
export { hardTanh } from './activations/hard-tanh.ts';
export type { LeakyReluOptions } from './activations/leaky-relu.ts';
export { leakyRelu } from './activations/leaky-relu.ts';
export { linear } from './activations/linear.ts';
export { logSigmoid } from './activations/log-sigmoid.ts';
export { mish } from './activations/mish.ts';
export type { ReluOptions } from './activations/relu.ts';
export { relu } from './activations/relu.ts';
export { relu6 } from './activations/relu6.ts';
export { selu } from './activations/selu.ts';
export { silu } from './activations/silu.ts';
export type { SoftShrinkOptions } from './activations/soft-shrink.ts';
export { softShrink } from './activations/soft-shrink.ts';
export { softsign } from './activations/softsign.ts';
export { sparsePlus } from './activations/sparse-plus.ts';
export { sparseSigmoid } from './activations/sparse-sigmoid.ts';
export { sparsemax } from './activations/sparsemax.ts';
export type { SquareplusOptions } from './activations/squareplus.ts';
export { squareplus } from './activations/squareplus.ts';
export { tanhShrink } from './activations/tanh-shrink.ts';
export type { ThresholdOptions } from './activations/threshold.ts';
export { threshold } from './activations/threshold.ts';
export { type ArraySource, isArraySource } from './arrays/array-source.ts';
export type { DataType, NumericArray, TensorDataType } from './arrays/data-type.ts';
export { formatArray } from './arrays/format-array.ts';
export type { TypedArray } from './arrays/nd-array.ts';
export { arrayFrom, NdArray, ndArray } from './arrays/nd-array.ts';
export type { NestedArray } from './arrays/nested-array.ts';
export { pairwiseSum } from './arrays/pairwise-sum.ts';
export type { NestedStrings } from './arrays/string-array.ts';
export { holdsStrings, StringArray, stringArray } from './arrays/string-array.ts';
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
export type {
  LayerTrace,
  Logs,
  RunParameters,
  TrainingRun,
  WeightSnapshot,
} from './callback/training-run.ts';
export { Constraint } from './constraints/constraint.ts';
export type { ConstraintClass, ConstraintName } from './constraints/constraint-catalog.ts';
export { constraint, constraintCatalog } from './constraints/constraint-catalog.ts';
export type { MaxNormOptions } from './constraints/max-norm.ts';
export { MaxNorm } from './constraints/max-norm.ts';
export type { MinMaxNormOptions } from './constraints/min-max-norm.ts';
export { MinMaxNorm } from './constraints/min-max-norm.ts';
export { NonNeg } from './constraints/non-neg.ts';
export type { UnitNormOptions } from './constraints/unit-norm.ts';
export { UnitNorm } from './constraints/unit-norm.ts';
export type { NumberRange } from './errors/checks.ts';
export {
  requireBoolean,
  requireKnownOptions,
  requireName,
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
export {
  type ModelReader,
  type SavableModel,
  savedModelCatalog,
} from './estimator/savable-model.ts';
export { EventLoopBreather } from './event-loop/event-loop-breather.ts';
export { crc32 } from './files/crc32.ts';
export type { Bytes, FileStore } from './files/file-store.ts';
export { localFiles } from './files/file-store.ts';
export { connect, newCall, recordCall } from './graph/connect.ts';
export type { LayerCall } from './graph/layer-call.ts';
export { argumentsOf, replaceSymbolic, symbolicIn } from './graph/layer-call.ts';
export type {
  SymbolicDataType,
  SymbolicLike,
  SymbolicLikeOf,
  SymbolicOf,
  SymbolicTensors,
} from './graph/symbolic-tensor.ts';
export {
  isSymbolic,
  resolveSymbolic,
  SymbolicTensor,
  symbolicValue,
} from './graph/symbolic-tensor.ts';
export type { ConstantOptions } from './initializers/constant.ts';
export { Constant } from './initializers/constant.ts';
export { GlorotNormal } from './initializers/glorot-normal.ts';
export { GlorotUniform } from './initializers/glorot-uniform.ts';
export { HeNormal } from './initializers/he-normal.ts';
export { HeUniform } from './initializers/he-uniform.ts';
export type { IdentityInitializerOptions } from './initializers/identity-initializer.ts';
export { IdentityInitializer } from './initializers/identity-initializer.ts';
export { Initializer } from './initializers/initializer.ts';
export type { InitializerClass, InitializerName } from './initializers/initializer-catalog.ts';
export { initializer, initializerCatalog } from './initializers/initializer-catalog.ts';
export { LecunNormal } from './initializers/lecun-normal.ts';
export { LecunUniform } from './initializers/lecun-uniform.ts';
export { Ones } from './initializers/ones.ts';
export type { OrthogonalOptions } from './initializers/orthogonal.ts';
export { Orthogonal } from './initializers/orthogonal.ts';
export type { RandomNormalOptions } from './initializers/random-normal.ts';
export { RandomNormal } from './initializers/random-normal.ts';
export type { RandomUniformOptions } from './initializers/random-uniform.ts';
export { RandomUniform } from './initializers/random-uniform.ts';
export type { SeedOptions } from './initializers/seeded-initializer.ts';
export type { WindowName } from './initializers/spectral-window.ts';
export { spectralWindow } from './initializers/spectral-window.ts';
export type { STFTOptions } from './initializers/stft.ts';
export { STFT } from './initializers/stft.ts';
export type { TruncatedNormalOptions } from './initializers/truncated-normal.ts';
export { TruncatedNormal } from './initializers/truncated-normal.ts';
export type {
  FanMode,
  FanOptions,
  ScalingDistribution,
  VarianceScalingOptions,
} from './initializers/variance-scaling.ts';
export { VarianceScaling } from './initializers/variance-scaling.ts';
export { Zeros } from './initializers/zeros.ts';
export { activationNameOf } from './layer/activation-name-of.ts';
export type { CallArgumentKind, CallArguments } from './layer/call-arguments.ts';
export { ComposedLayer } from './layer/composed-layer.ts';
export { isLayer, Layer } from './layer/layer.ts';
export type { LayerClass } from './layer/layer-catalog.ts';
export { layerCatalog } from './layer/layer-catalog.ts';
export { automaticName, resetNames, snakeCase } from './layer/layer-name.ts';
export type { LayerConfig, LayerOptions, OwnOptions } from './layer/layer-options.ts';
export { currentLayerScope, inLayerScope } from './layer/layer-scope.ts';
export type {
  AnyLayer,
  CallOptions,
  GivenCall,
  SymbolicCall,
  WeightMaker,
  WeightRecord,
  WeightValues,
} from './layer/layer-types.ts';
export type { PassOptions, PassRandomness, Probe, ProbedTensor } from './layer/pass.ts';
export { Pass, RandomCounts } from './layer/pass.ts';
export { tensorsFrom } from './layer/tensors-from.ts';
export type { WeightOptions } from './layer/weight.ts';
export { Weight } from './layer/weight.ts';
export { WeightlessLayer } from './layer/weightless-layer.ts';
export type { CrossentropyName } from './loss/crossentropy-for.ts';
export { crossentropyFor, isCrossentropyName } from './loss/crossentropy-for.ts';
export { divideOrZero } from './loss/divide-or-zero.ts';
export type { LossApplyOptions, LossOptions } from './loss/loss.ts';
export { Loss } from './loss/loss.ts';
export type { LossClass, LossName } from './loss/loss-catalog.ts';
export { lossCatalog } from './loss/loss-catalog.ts';
export type { LossFunction, LossFunctionWrapperOptions } from './loss/loss-function-wrapper.ts';
export { LossFunctionWrapper } from './loss/loss-function-wrapper.ts';
export { maskedWeights, withRank } from './loss/masked-weights.ts';
export { matchIndices } from './loss/match-indices.ts';
export { matchRanks } from './loss/match-ranks.ts';
export type { MatchedTarget } from './loss/match-target.ts';
export { matchTarget } from './loss/match-target.ts';
export type { Reduction } from './loss/reduction.ts';
export { reduceLosses } from './loss/reduction.ts';
export type { TargetKind } from './loss/target-kind.ts';
export { targetKind } from './loss/target-kind.ts';
export type { StandIns } from './memory/cell-stand-ins.ts';
export { withStandIns } from './memory/cell-stand-ins.ts';
export type { MemoryUse } from './memory/memory.ts';
export { dispose, keep, memory, tidy } from './memory/memory.ts';
export type { StateHome } from './memory/state-cell.ts';
export { StateCell } from './memory/state-cell.ts';
export type { BatchShapes } from './metric/accumulator.ts';
export { Accumulator } from './metric/accumulator.ts';
export { accuracyFor, isAccuracyName } from './metric/accuracy-for.ts';
export { MeanMetric } from './metric/mean-metric.ts';
export type { MeanMetricWrapperOptions, MetricFunction } from './metric/mean-metric-wrapper.ts';
export { MeanMetricWrapper } from './metric/mean-metric-wrapper.ts';
export type { Direction, MetricBatch, MetricOptions, UpdateStateOptions } from './metric/metric.ts';
export { Metric } from './metric/metric.ts';
export type { MetricClass, MetricName } from './metric/metric-catalog.ts';
export { metricCatalog } from './metric/metric-catalog.ts';
export { emptyMean, extendMean, meanSoFar } from './metric/running-mean.ts';
export type { WeightedSamples } from './metric/weighted-samples.ts';
export { weightedSamples } from './metric/weighted-samples.ts';
export type { LearningRateScheduleOptions } from './optimizer/learning-rate-schedule.ts';
export { LearningRateSchedule } from './optimizer/learning-rate-schedule.ts';
export type { OptimizedWeight } from './optimizer/optimized-weight.ts';
export type { OptimizerResult, OptimizerStep } from './optimizer/optimizer.ts';
export { Optimizer } from './optimizer/optimizer.ts';
export type { OptimizerClass, OptimizerName } from './optimizer/optimizer-catalog.ts';
export { optimizerCatalog } from './optimizer/optimizer-catalog.ts';
export type { OptimizerDefaults, OptimizerOptions } from './optimizer/optimizer-options.ts';
export { sharedDefaults } from './optimizer/optimizer-options.ts';
export type { Gradients, SlotRecord } from './optimizer/optimizer-state.ts';
export type { ScheduleClass, ScheduleName } from './optimizer/schedule-catalog.ts';
export { scheduleCatalog } from './optimizer/schedule-catalog.ts';
export type { SharedSlot, SlotGroup, WeightSlot, WeightSlots } from './optimizer/slot-layout.ts';
export { SlotLayout } from './optimizer/slot-layout.ts';
export type { WeightDecayExclusion } from './optimizer/weight-decay.ts';
export type { UpdateInputs, UpdateResult, UpdateStep } from './optimizer/weightwise-optimizer.ts';
export { WeightwiseOptimizer } from './optimizer/weightwise-optimizer.ts';
export { Catalog } from './options/catalog.ts';
export type { OptionDefaults, Resolved } from './options/options.ts';
export { required, requireOptions, resolveOptions } from './options/options.ts';
export type {
  Json,
  JsonRecord,
  Serializable,
  SerializableClass,
} from './options/serializable.ts';
export type { PhiloxPosition } from './random/philox.ts';
export { philox4x32, philoxWords, wordsToUnit } from './random/philox.ts';
export { permutation, RandomSource } from './random/random-source.ts';
export type { SeedState } from './random/seed.ts';
export {
  nextSeed,
  preservingSeeds,
  requireSeed,
  restoreSeedState,
  seedOr,
  seedState,
  setRandomSeed,
} from './random/seed.ts';
export type { L1Options } from './regularizers/l1.ts';
export { L1 } from './regularizers/l1.ts';
export type { L1L2Options } from './regularizers/l1l2.ts';
export { L1L2 } from './regularizers/l1l2.ts';
export type { L2Options } from './regularizers/l2.ts';
export { L2 } from './regularizers/l2.ts';
export type { OrthogonalRegularizerOptions } from './regularizers/orthogonal-regularizer.ts';
export { OrthogonalRegularizer } from './regularizers/orthogonal-regularizer.ts';
export { Regularizer } from './regularizers/regularizer.ts';
export type { RegularizerClass, RegularizerName } from './regularizers/regularizer-catalog.ts';
export { regularizer, regularizerCatalog } from './regularizers/regularizer-catalog.ts';
export {
  binaryCrossentropies,
  binaryCrossentropyOf,
  smoothBinary,
} from './scores/binary-crossentropy-of.ts';
export {
  categoricalCrossentropyOf,
  clippedShares,
  smoothOneHot,
} from './scores/categorical-crossentropy-of.ts';
export { categoricalHingeOf } from './scores/categorical-hinge-of.ts';
export { clipProbabilities } from './scores/clip-probabilities.ts';
export { cosineSimilarityOf } from './scores/cosine-similarity-of.ts';
export type { CrossentropyOptions } from './scores/crossentropy-options.ts';
export { checkedCrossentropy, crossentropyDefaults } from './scores/crossentropy-options.ts';
export { EPSILON } from './scores/epsilon.ts';
export { hingeOf } from './scores/hinge-of.ts';
export { klDivergenceOf } from './scores/kl-divergence-of.ts';
export { logCoshOf } from './scores/log-cosh-of.ts';
export { meanAbsolutePercentageErrorOf } from './scores/mean-absolute-percentage-error-of.ts';
export { meanSquaredLogarithmicErrorOf } from './scores/mean-squared-logarithmic-error-of.ts';
export { poissonOf } from './scores/poisson-of.ts';
export { requireClasses } from './scores/require-classes.ts';
export {
  countedLabels,
  sparseCategoricalCrossentropyOf,
} from './scores/sparse-categorical-crossentropy-of.ts';
export type { SparseCrossentropyOptions } from './scores/sparse-crossentropy-options.ts';
export { checkedSparse, sparseDefaults } from './scores/sparse-crossentropy-options.ts';
export { squaredHingeOf } from './scores/squared-hinge-of.ts';
export { deserialize } from './serialization/deserialize.ts';
export type { ObjectKind, ObjectKinds } from './serialization/object-kinds.ts';
export { toCamelCase, toSnakeCase } from './serialization/option-names.ts';
export { requireBounded } from './serialization/require-bounded.ts';
export { serialize } from './serialization/serialize.ts';
export type { SerializedObject } from './serialization/serialized-object.ts';
export { normalizeAxes, requireAxes } from './shapes/axes-option.ts';
export { requireRoom } from './shapes/room.ts';
export type { KnownShape, Shape } from './shapes/shape.ts';
export {
  formatShape,
  knownAxis,
  lastAxis,
  normalizeAxis,
  requireRank,
  shapeSize,
  shapesAgree,
  sizesAgree,
} from './shapes/shape.ts';
export { formatShapes, sameShapes, sameStructure } from './shapes/shapes.ts';
export type { SavedState, SavedValue } from './state/saved-state.ts';
export { decodeState, encodeState, readState, writeState } from './state/state-file.ts';
export { isPlainRecord } from './structure/plain-values.ts';
export type { IsLeaf, Structure, WithLeaves } from './structure/structure.ts';
export { leavesOf, mapLeaves, withLeaves } from './structure/structure.ts';
export type { MasksOf, ShapesOf, Tensors } from './structure/tensors.ts';
export { isShape, mapTensors, shapesIn, shapesOf, tensorsIn } from './structure/tensors.ts';

export type { AffineTransformOptions, ImageFillMode } from './tensors/affine-transform.ts';
export { affineTransform, imageFillModes } from './tensors/affine-transform.ts';
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
export { atan2 } from './tensors/atan2.ts';
export { bincount } from './tensors/bincount.ts';
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
export type { TransposedConvolutionOptions } from './tensors/conv2d-transpose.ts';
export { conv2dTranspose } from './tensors/conv2d-transpose.ts';
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
export { depthwiseConv2d } from './tensors/depthwise-conv2d.ts';
export { einsum } from './tensors/einsum.ts';
export type { SavedTensors, ValueToDifferentiate } from './tensors/gradient.ts';
export { customGradient, gradient, stopGradient, valueAndGradients } from './tensors/gradient.ts';
export { isTensor } from './tensors/is-tensor.ts';
export type { MatMulOptions } from './tensors/linear-algebra.ts';
export { matMul, norm } from './tensors/linear-algebra.ts';
export type { ProbabilityActivation } from './tensors/logits.ts';
export { logitsOf } from './tensors/logits.ts';
export { LoopScope } from './tensors/loop-index.ts';
export type { ConvolutionOptions, Padding, WindowOptions } from './tensors/neural.ts';
export {
  avgPool2d,
  conv2d,
  logSoftmax,
  maxPool2d,
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
  cumulativeSum,
  logSumExp,
  max,
  mean,
  min,
  moments,
  prod,
  sum,
  topK,
} from './tensors/reduction.ts';
export type { ResizeOptions } from './tensors/resize-images.ts';
export { resizeImages } from './tensors/resize-images.ts';
export type { ResizeInterpolation } from './tensors/resize-weights.ts';
export { resizeInterpolations } from './tensors/resize-weights.ts';
export type { PixelInterpolation, SampleOptions } from './tensors/sample-pixels.ts';
export { pixelInterpolations, samplePixels } from './tensors/sample-pixels.ts';
export type { Scan, ScanResult, ScanStep } from './tensors/scan.ts';
export { scan } from './tensors/scan.ts';
export type { CheckedScan, ScanRunner } from './tensors/scan-runner.ts';
export { withScanRunner } from './tensors/scan-runner.ts';
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
export { stepFunction } from './tensors/step-function.ts';
export { stringsOf } from './tensors/strings-of.ts';
export type { Tensor, TensorLike } from './tensors/tensor.ts';

install();
