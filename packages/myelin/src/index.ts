import './register.ts';

export { cpu } from '@myelin/backend-cpu';
export { webgl } from '@myelin/backend-webgl';
export * from '@myelin/callbacks';
export * from '@myelin/core';
export * from '@myelin/data';
export * from '@myelin/layers';
export * from '@myelin/losses';
export * from '@myelin/metrics';
export type { ArrayInput } from '@myelin/models';
export * from '@myelin/models';
export * from '@myelin/optimizers';
