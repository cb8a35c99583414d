import { expect, test } from 'vitest';
import { currentLayerScope, inLayerScope } from './layer-scope.ts';

test('names the layers around a computation, outermost first', () => {
  const seen = inLayerScope('sequential', () => [
    currentLayerScope(),
    inLayerScope('dense', currentLayerScope),
    currentLayerScope(),
  ]);
  expect(seen).toEqual(['sequential', 'sequential/dense', 'sequential']);
  expect(currentLayerScope()).toBe('');
});

test('ends when the computation fails', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => inLayerScope('outer', () => inLayerScope('inner', fail))).toThrow('no');
  expect(currentLayerScope()).toBe('');
});
