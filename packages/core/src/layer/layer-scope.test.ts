import { expect, test } from 'vitest';
import { currentLayerScope, currentPass, inLayerScope } from './layer-scope.ts';
import { Pass } from './pass.ts';

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

test('knows the pass of the innermost layer, of which there is none while it is built', () => {
  const [outer, inner] = [new Pass(), new Pass()];
  const seen = inLayerScope(
    'outer',
    () => [
      inLayerScope('inner', currentPass, inner),
      inLayerScope('built', currentPass),
      currentPass(),
    ],
    outer,
  );
  expect(seen.map((pass) => [outer, inner].indexOf(pass as Pass))).toEqual([1, -1, 0]);
  expect(currentPass()).toBeUndefined();
});
