export { arrayOf } from './compare/array-of.ts';
export { expectClose } from './compare/expect-close.ts';
export type { Tolerance, ToleranceKind } from './compare/tolerances.ts';
export { toleranceFor } from './compare/tolerances.ts';
export type { Arrays, RunStep, Step } from './execution/run-step.ts';
export { waysToRun } from './execution/run-step.ts';
export type { RecordedArray } from './fixtures/fixture-array.ts';
export { fixtureArray } from './fixtures/fixture-array.ts';
export type { ClassRecord, KerasResolver, RecordedObject } from './fixtures/options-from-keras.ts';
export {
  camelCase,
  isRecordedObject,
  MissingClass,
  optionsFromKeras,
} from './fixtures/options-from-keras.ts';
export { fixtureBytes, fixtureCases, fixtureJson } from './fixtures/read-fixture.ts';
export type { RecordedCase, RecordedKind, RecordedTestOptions } from './fixtures/recorded-tests.ts';
export { recordedTests } from './fixtures/recorded-tests.ts';
export type { Variable } from './gradients/expect-gradients.ts';
export { expectGradients } from './gradients/expect-gradients.ts';
export { finiteDifferences } from './gradients/finite-differences.ts';
export { randomArray, randomIntegers } from './gradients/random-array.ts';
export { checkLayer, layerLaws } from './laws/check-layer.ts';
export type { LawName, LayerExample } from './laws/law.ts';
export { plain } from './laws/plain.ts';
export type { AnyLayerClass } from './layers/any-layer-class.ts';
export type { LayerCase, RecordedResults } from './layers/layer-case.ts';
export type { LayerFixtureOptions } from './layers/layer-fixture-tests.ts';
export { layerFixtureTests } from './layers/layer-fixture-tests.ts';
export type { LossCase } from './losses/loss-fixture-tests.ts';
export { checkLossCase, lossFixtureTests } from './losses/loss-fixture-tests.ts';
export { expectNoLeak } from './memory/expect-no-leak.ts';
export { collectGarbage, heapAfterCollection } from './memory/heap-after-collection.ts';
export type { MetricCase } from './metrics/metric-fixture-tests.ts';
export { checkMetricCase, metricFixtureTests } from './metrics/metric-fixture-tests.ts';
export { backendsHere, onEachBackend } from './on-each-backend.ts';
export type { OptimizerCase } from './optimizers/optimizer-fixture-tests.ts';
export { checkOptimizerCase, optimizerFixtureTests } from './optimizers/optimizer-fixture-tests.ts';
export { roundedJson } from './optimizers/rounded-json.ts';
