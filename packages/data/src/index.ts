/**
 * Data for training: the classic data sets, and pipelines that shuffle and batch.
 *
 * @packageDocumentation
 */

export { type DigitsOptions, digits } from './datasets/digits.ts';
export { fashionMnist } from './datasets/fashion-mnist.ts';
export type { ImageDataset, ImageSplit, LabeledImages } from './datasets/image-dataset.ts';
export { mnist } from './datasets/mnist.ts';
export { type ReadIdxOptions, readIdx } from './formats/idx.ts';
export type { Arrays, DataArray } from './pipeline/arrays.ts';
export type { BatchOptions } from './pipeline/batch.ts';
export type { Cardinality } from './pipeline/cardinality.ts';
export { Dataset } from './pipeline/dataset.ts';
export type { DatasetElement, Example } from './pipeline/example.ts';
export { fromArrays } from './pipeline/from-arrays.ts';
export type { ArrayInput, ArraysFrom, ArraysInput, TextInput } from './pipeline/given-arrays.ts';
export type { ShuffleOptions } from './pipeline/shuffle.ts';
export type { DownloadOptions, DownloadProgress } from './sources/download-options.ts';
