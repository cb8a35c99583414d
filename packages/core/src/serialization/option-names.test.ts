import { expect, test } from 'vitest';
import { toCamelCase, toSnakeCase } from '../index.ts';

test.each([
  ['units', 'units'],
  ['useBias', 'use_bias'],
  ['kernelInitializer', 'kernel_initializer'],
  ['beta1', 'beta_1'],
  ['beta2Decay', 'beta_2_decay'],
  ['adamBeta1', 'adam_beta_1'],
  ['epsilon', 'epsilon'],
  ['epsilon1', 'epsilon_1'],
  ['l1', 'l1'],
  ['l2ShrinkageRegularizationStrength', 'l2_shrinkage_regularization_strength'],
  ['numOovIndices', 'num_oov_indices'],
  ['topK', 'top_k'],
])('%s is %s in files, and back', (camel, snake) => {
  expect(toSnakeCase(camel)).toBe(snake);
  expect(toCamelCase(snake)).toBe(camel);
});
