/** What compiles kernels whose windows slide over images, by the name of the kernel. */

import type { SingleTask } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';
import { depthwiseConvolution } from './depthwise.ts';
import { depthwiseFilterGradient } from './depthwise-filter-gradient.ts';
import { depthwiseInputGradient } from './depthwise-input-gradient.ts';
import { averagePool, maxPool } from './pooling.ts';
import { averagePoolGradient, maxPoolGradient } from './pooling-gradients.ts';

export const windowEmitters: Readonly<Record<string, TaskEmitter<SingleTask>>> = {
  MaxPool: maxPool,
  AvgPool: averagePool,
  MaxPoolGrad: maxPoolGradient,
  AvgPoolGrad: averagePoolGradient,
  DepthwiseConv2dNative: depthwiseConvolution,
  DepthwiseConv2dNativeBackpropInput: depthwiseInputGradient,
  DepthwiseConv2dNativeBackpropFilter: depthwiseFilterGradient,
};
