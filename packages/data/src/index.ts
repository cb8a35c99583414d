/**
 * Data for training: the classic data sets, made-up ones, and pipelines that shuffle and batch.
 *
 * @packageDocumentation
 */

export { type AdvertisingRow, advertising } from './datasets/advertising.ts';
export { type AutoMpgRow, autoMpg } from './datasets/auto-mpg.ts';
export { bostonHousing } from './datasets/boston-housing.ts';
export { breastCancer } from './datasets/breast-cancer.ts';
export { type CaliforniaHousingOptions, californiaHousing } from './datasets/california-housing.ts';
export { cifar10 } from './datasets/cifar10.ts';
export { type DiabetesOptions, diabetes } from './datasets/diabetes.ts';
export { type DigitsOptions, digits } from './datasets/digits.ts';
export { fashionMnist } from './datasets/fashion-mnist.ts';
export type { HousingDataset, HousingOptions } from './datasets/housing-dataset.ts';
export type { ImageDataset, ImageSplit, LabeledImages } from './datasets/image-dataset.ts';
export { imdb } from './datasets/imdb.ts';
export { iris } from './datasets/iris.ts';
export { mnist } from './datasets/mnist.ts';
export type { NewswireDataset, NewswireOptions } from './datasets/newswire-dataset.ts';
export { type PimaRow, pima } from './datasets/pima.ts';
export { reuters } from './datasets/reuters.ts';
export type { ReviewDataset, ReviewOptions, ReviewTextOptions } from './datasets/review-dataset.ts';
export type {
  LabeledSequences,
  LabeledTexts,
  SequenceDataset,
  SequenceSplit,
  TextSplit,
} from './datasets/sequence-dataset.ts';
export type { SequenceOptions } from './datasets/sequence-options.ts';
export type { SplitOptions } from './datasets/split-options.ts';
export type { TableDataset, TableDescription } from './datasets/table-dataset.ts';
export type {
  FeaturesAndTargets,
  TabularDataset,
  TabularSplit,
} from './datasets/tabular-dataset.ts';
export {
  type TitanicDataset,
  type TitanicRow,
  type TitanicTestRow,
  titanic,
} from './datasets/titanic.ts';
export { wine } from './datasets/wine.ts';
export type { DecodeOptions } from './datasets/word-index.ts';
export { type ReadIdxOptions, readIdx } from './formats/idx.ts';
export { type ReadNpyOptions, readNpy } from './formats/npy.ts';
export { type ReadNpzOptions, readNpz } from './formats/npz.ts';
export type { MakeClassificationOptions } from './makers/classification-options.ts';
export type { ClassPoints, ValuePoints } from './makers/labeled-points.ts';
export { type Blobs, type MakeBlobsOptions, makeBlobs } from './makers/make-blobs.ts';
export { type MakeCirclesOptions, makeCircles } from './makers/make-circles.ts';
export { makeClassification } from './makers/make-classification.ts';
export { type MakeMoonsOptions, makeMoons } from './makers/make-moons.ts';
export {
  type MakePlaygroundOptions,
  makePlayground,
  type PlaygroundDataset,
} from './makers/make-playground.ts';
export {
  type MakeRegressionOptions,
  makeRegression,
  type Regression,
} from './makers/make-regression.ts';
export { type MakeSpiralsOptions, makeSpirals } from './makers/make-spirals.ts';
export type { MakerOptions } from './makers/maker-options.ts';
export type { Arrays, DataArray } from './pipeline/arrays.ts';
export type { BatchOptions } from './pipeline/batch.ts';
export type { Cardinality } from './pipeline/cardinality.ts';
export { Dataset, type Zipped } from './pipeline/dataset.ts';
export { ArraySpec, type ArraySpecOptions, type ElementSpec } from './pipeline/element-spec.ts';
export type { Numbered } from './pipeline/enumerate.ts';
export type { DatasetElement, Example } from './pipeline/example.ts';
export type { Predicate } from './pipeline/filter.ts';
export { clearCache } from './pipeline/folder-cache.ts';
export { fromArrays } from './pipeline/from-arrays.ts';
export {
  type FromCsvOptions,
  fromCsv,
  type MappedCsvOptions,
  type StreamedCsvOptions,
} from './pipeline/from-csv.ts';
export {
  type ElementFrom,
  type ElementInput,
  type FromGeneratorOptions,
  fromGenerator,
} from './pipeline/from-generator.ts';
export {
  type FolderImage,
  type FromImageFolderOptions,
  fromImageFolder,
} from './pipeline/from-image-folder.ts';
export { fromTable } from './pipeline/from-table.ts';
export { fromTensorSlices } from './pipeline/from-tensor-slices.ts';
export type { ArrayInput, ArraysFrom, ArraysInput, TextInput } from './pipeline/given-arrays.ts';
export { ImageFolderDataset } from './pipeline/image-folder-dataset.ts';
export type { InterleaveOptions } from './pipeline/interleave.ts';
export type { Iterated } from './pipeline/iterated-pass.ts';
export type { MapOptions } from './pipeline/map.ts';
export type { PaddedBatchOptions, PerArray } from './pipeline/padded-batch.ts';
export type { Reducer, ScanFunction } from './pipeline/scan.ts';
export type { ChooseFromOptions, SampleFromOptions } from './pipeline/select.ts';
export type { ShuffleOptions } from './pipeline/shuffle.ts';
export type { FeatureForm, FromTableOptions } from './pipeline/table-arrays.ts';
export type { ColumnArray, TableElement, TableExample } from './pipeline/table-element.ts';
export type { DatasetWindowOptions } from './pipeline/window.ts';
export { type PadSequencesOptions, padSequences } from './sequences/pad-sequences.ts';
export type { DownloadOptions, DownloadProgress } from './sources/download-options.ts';
