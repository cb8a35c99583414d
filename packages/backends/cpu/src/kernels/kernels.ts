import { batchMatMul } from './batch-mat-mul.ts';
import { binaryKernels } from './binary.ts';
import { conv2d } from './conv2d.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { gather } from './gather.ts';
import type { Kernel } from './kernel.ts';
import { poolingKernels } from './pooling.ts';
import { softmax } from './softmax.ts';
import { sumKernels } from './sum.ts';
import { transpose } from './transpose.ts';
import { unaryKernels } from './unary.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/** All kernels that stand in front of tfjs's. */
export const kernels: readonly Kernel[] = [
  batchMatMul,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  gather,
  softmax,
  transpose,
  unsortedSegmentSum,
  ...binaryKernels,
  ...poolingKernels,
  ...sumKernels,
  ...unaryKernels,
];
