import { HeNormal, L2, MaxNorm, Zeros } from '@myelin/core';
import { expect, test } from 'vitest';
import { optionalRecipe, weightRecipe } from './weight-recipe.ts';

const none = { gateRegularizer: null, gateConstraint: null } as const;

test('takes the three options that begin with the name of the weight', () => {
  const config = {
    gateInitializer: new HeNormal({ seed: 1 }),
    gateRegularizer: new L2({ l2: 0.5 }),
    gateConstraint: new MaxNorm({ maxValue: 3 }),
  };
  expect(weightRecipe('X', 'gate', config)).toEqual([
    config.gateInitializer,
    { regularizer: config.gateRegularizer, constraint: config.gateConstraint },
  ]);
});

test('reads names as Keras does, and null as none', () => {
  const [start, options] = weightRecipe('X', 'gate', { gateInitializer: 'zeros', ...none });
  expect(start).toBeInstanceOf(Zeros);
  expect(options).toEqual({ regularizer: null, constraint: null });
});

test('refuses a name that is not known, in the name of the layer', () => {
  const wrong = { gateInitializer: 'zeros', ...none, gateRegularizer: 'l3' as never } as const;
  expect(() => weightRecipe('X', 'gate', wrong)).toThrow(
    /^X: unknown regularizer `l3`\.\n {2}Fix: did you mean/,
  );
});

test('gives no recipe for a weight that is left out, yet checks its options', () => {
  const config = { gateInitializer: 'zeros', ...none, useGate: true } as const;
  expect(optionalRecipe('X', 'gate', config, 'useGate')?.[0]).toBeInstanceOf(Zeros);
  const without = { ...config, useGate: false };
  expect(optionalRecipe('X', 'gate', without, 'useGate')).toBeUndefined();
  const wrong = { ...without, gateInitializer: 'zeroes' as never };
  expect(() => optionalRecipe('X', 'gate', wrong, 'useGate')).toThrow(
    'X: unknown initializer `zeroes`',
  );
  expect(() => optionalRecipe('X', 'gate', { ...config, useGate: 0 as never }, 'useGate')).toThrow(
    'X: `useGate` must be true or false, received 0',
  );
});
