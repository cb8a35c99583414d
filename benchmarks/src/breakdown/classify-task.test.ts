import { expect, test } from 'vitest';
import { classifyTask } from './classify-task.ts';

test.each([
  ['matmul 32×784×128 + Add Relu Multiply', 'matmul', 2 * 32 * 784 * 128],
  ['matmul 8×2×3×4', 'matmul', 2 * 8 * 2 * 3 * 4],
  // 5 × 5 places, 4 filters, windows of 3 × 3 × 2.
  ['Conv2D 1×7×7×2 by 3×3×2×4 → 1×5×5×4 + Relu', 'convolution', 2 * 25 * 4 * 18],
  ['Conv2DBackpropInput 1×5×5×4 by 3×3×2×4 → 1×7×7×2', 'convolution', 2 * 25 * 4 * 18],
  [
    'Conv2DBackpropFilter 1×7×7×2 by 1×5×5×4 → 3×3×2×4 → conv/kernel',
    'convolution',
    2 * 25 * 4 * 18,
  ],
  ['loop 784×128: 12 operations → mlp/dense/kernel, momentum of mlp/dense/kernel', 'optimizer', 0],
  ['loop 32×10: 5 operations, Sum to 32', 'reduction', 0],
  ['loop 1: 8 operations → loss, accuracy', 'element-wise', 0],
  ['single MaxPool 32×26×26×8 → 32×13×13×8', 'pooling', 0],
  ['single ArgMax 32×10 → 32', 'reduction', 0],
  ['single Reverse 32×10 → 32×10', 'other', 0],
  ['gather', 'gather', 0],
  ['last barrier', 'overhead', 0],
])('%s', (description, kind, flops) => {
  expect(classifyTask(description)).toEqual({ kind, flops });
});
