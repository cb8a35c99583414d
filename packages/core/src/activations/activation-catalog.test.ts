import { fixtureCases } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { ArgumentError, activation, activationCatalog, leakyRelu, linear, silu } from '../index.ts';

interface NameCase {
  readonly name: string;
  readonly activation?: string;
  readonly fn?: string;
  readonly error?: string;
}

const recorded = await fixtureCases<NameCase>('keras/names.json');
const cases = recorded.filter((one) => one.activation !== undefined);

describe('activation', () => {
  test.each(cases)('$name resolves as in Keras', ({ activation: name, fn, error }) => {
    if (error) expect(() => activation('Dense', name as 'relu')).toThrow(ArgumentError);
    else expect(activationCatalog.nameOf(activation('Dense', name as 'relu'))).toBe(fn);
  });

  test('finds a function by name, hands functions on, and takes null for linear', () => {
    const own = leakyRelu;
    expect(activation('Dense', 'swish')).toBe(silu);
    expect(activation('Dense', own)).toBe(own);
    expect(activation('Dense', null)).toBe(linear);
    expect(activation('Dense', undefined)).toBe(linear);
  });

  test('answers a slip of the pen with the name meant', () => {
    expect(() => activation('Dense', 'rleu' as 'relu')).toThrow(
      'Dense: unknown activation `rleu`.\n  Fix: did you mean `relu`.',
    );
  });

  test('refuses a class, which cannot be called', () => {
    class ReLU {}
    expect(() => activation('Dense', ReLU as never)).toThrow(
      'Dense: `activation` must be the name of an activation, a function or null, received class ReLU.',
    );
  });

  test('a function that gives no tensor is refused where it is called', () => {
    const own = activation('Dense', (() => 1) as never, 'recurrentActivation');
    expect(() => own({} as never)).toThrow(
      'Dense: `recurrentActivation` must give a tensor, received 1.',
    );
  });

  test('refuses what is neither name nor function', () => {
    expect(() => activation('Dense', 3 as never)).toThrow(
      'Dense: `activation` must be the name of an activation, a function or null, received 3.',
    );
  });
});
