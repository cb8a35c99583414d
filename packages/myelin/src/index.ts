import './register.ts';

export { type CpuOptions, cpu, cpuWith } from '@myelin/backend-cpu';
export { type NativeOptions, native, nativeWith } from '@myelin/backend-native';
export { webgl } from '@myelin/backend-webgl';
export * from '@myelin/callbacks';
export * from '@myelin/core';
export * from '@myelin/data';
export * from '@myelin/image';
export * from '@myelin/layers';
// Keras has a layer of that name, scikit-learn a chain of transformers, which is what most look for.
export {
  Pipeline as PipelineLayer,
  type PipelineOptions as PipelineLayerOptions,
} from '@myelin/layers';
// Some losses are metrics too, under one name, as in Keras: losses.MeanSquaredError, metrics.MeanSquaredError.
export * as losses from '@myelin/losses';
export * as metrics from '@myelin/metrics';
export type { ArrayInput } from '@myelin/models';
export * from '@myelin/models';
export * from '@myelin/optimizers';
export * from '@myelin/preprocessing';
export { Pipeline, type PipelineOptions } from '@myelin/preprocessing';
export { CaptureError, UnsupportedProgramError } from '@myelin/program';
export * from '@myelin/table';
