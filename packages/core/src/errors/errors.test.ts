import { expect, describe as group, test } from 'vitest';
import {
  AbortError,
  ArgumentError,
  BackendError,
  DataError,
  DtypeError,
  describe,
  MyelinError,
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
  SerializationError,
  ShapeError,
  StateError,
  suggestion,
} from '../index.ts';

group('Errors', () => {
  const details = { where: 'Dense', problem: '`units` is bad, received 2.5', fix: 'pass 64' };

  test('the message says where, what and how to mend it', () => {
    const error = new ArgumentError(details);
    expect(error.message).toBe('Dense: `units` is bad, received 2.5.\n  Fix: pass 64.');
    expect(error).toMatchObject({ name: 'ArgumentError', code: 'argument', ...details });
    expect(error.cause).toBeUndefined();
    expect('cause' in error).toBe(false);
  });

  test('the error underneath is kept as the cause', () => {
    const cause = new Error('disk full');
    expect(new DataError({ ...details, cause }).cause).toBe(cause);
  });

  test.each([
    [ArgumentError, 'argument'],
    [ShapeError, 'shape'],
    [DtypeError, 'dtype'],
    [StateError, 'state'],
    [BackendError, 'backend'],
    [SerializationError, 'serialization'],
    [DataError, 'data'],
    [AbortError, 'abort'],
  ])('%o belongs to the family with code %s', (Class, code) => {
    const error = new Class(details);
    expect(error).toBeInstanceOf(MyelinError);
    expect(error.code).toBe(code);
    expect(error.name).toBe(Class.name);
  });
});

group('describe', () => {
  class Thing {}
  test.each([
    ['text', '"text"'],
    ['x'.repeat(100), `"${'x'.repeat(79)}…"`],
    [null, 'null'],
    [undefined, 'undefined'],
    [2.5, '2.5'],
    [Number.NaN, 'NaN'],
    [false, 'false'],
    [3n, '3'],
    [[1, 'a', null], '[1, "a", null]'],
    [[1, 2, 3, 4, 5, 6, 7, 8], '[1, 2, 3, 4, 5, 6, … 8 items]'],
    [Float32Array.of(1, 2), 'Float32Array of 8 bytes'],
    [new Thing(), 'an instance of Thing'],
    [{ a: 1, b: 2 }, 'an object with a, b'],
    [{}, 'an empty object'],
    [Object.create(null), 'an empty object'],
    [Math.max, 'function max'],
    [Thing, 'class Thing'],
    [Symbol('mine'), 'Symbol(mine)'],
    ['two\nlines', '"two\\nlines"'],
    [[[[[1]]], []], '[[[[…]]], []]'],
    [
      (
        () => () =>
          1
      )(),
      'function (unnamed)',
    ],
  ])('%o becomes %s', (value, text) => {
    expect(describe(value)).toBe(text);
  });
});

group('describe', () => {
  test('lists that hold themselves, or many others, are shown in short', () => {
    const own: unknown[] = [];
    own.push(own);
    expect(describe(own)).toBe('[[[[…]]]]');
    const wide = Array.from({ length: 40 }).reduce<unknown[]>((list) => Array(6).fill(list), []);
    expect(describe(wide).length).toBeLessThan(2000);
  });
});

group('suggestion', () => {
  const known = ['mean_squared_error', 'MeanSquaredError', 'mse', 'relu', 'relu6', 'tanh'];
  test.each([
    ['rleu', 'relu'],
    ['meanSquaredError', 'mean_squared_error'],
    ['MeanSquaredErorr', 'MeanSquaredError'],
    ['mean squared error', 'mean_squared_error'],
    ['ReLU', 'relu'],
    ['thanh', 'tanh'],
    ['softplus', undefined],
    ['', undefined],
  ])('%s means %s', (name, meant) => {
    expect(suggestion(name, known)).toBe(meant);
  });

  test('nothing is near when nothing is known', () => {
    expect(suggestion('relu', [])).toBeUndefined();
  });
});

group('Checks of options', () => {
  test('values within their domain come back', () => {
    expect(requireWholeNumber('X', 'n', 3, { min: 1, max: 3 })).toBe(3);
    expect(requireNumber('X', 'rate', 0, { min: 0, below: 1 })).toBe(0);
    expect(requireBoolean('X', 'useBias', false)).toBe(false);
    expect(requireOneOf('X', 'mode', 'max', ['min', 'max'])).toBe('max');
    expect(() => requireKnownOptions('X', { a: 1 }, ['a', 'b'])).not.toThrow();
  });

  test.each([
    [
      () => requireWholeNumber('X', 'n', 2.5, { min: 1 }),
      '`n` must be a whole number of at least 1, received 2.5.\n  Fix: pass for example { n: 1 }.',
    ],
    [() => requireWholeNumber('X', 'n', '3'), '`n` must be a whole number, received "3"'],
    [
      () => requireWholeNumber('X', 'n', 2 ** 53),
      '`n` must be a whole number, received 9007199254740992',
    ],
    [
      () => requireWholeNumber('X', 'n', 4, { min: 1, max: 3 }),
      '`n` must be a whole number of at least 1 and of at most 3, received 4',
    ],
    [
      () => requireNumber('X', 'rate', 1, { min: 0, below: 1 }),
      '`rate` must be a number of at least 0 and below 1, received 1.\n  Fix: pass for example { rate: 0.5 }.',
    ],
    [
      () => requireNumber('X', 'rate', 0, { above: 0 }),
      '`rate` must be a number above 0, received 0',
    ],
    [() => requireNumber('X', 'rate', Number.NaN), '`rate` must be a number, received NaN'],
    [
      () => requireBoolean('X', 'useBias', 1),
      '`useBias` must be true or false, received 1.\n  Fix: pass { useBias: true } or { useBias: false }.',
    ],
    [
      () => requireOneOf('X', 'mode', 'mxa', ['min', 'max']),
      "`mode` must be one of 'min', 'max', received \"mxa\".\n  Fix: did you mean 'max'.",
    ],
    [
      () => requireOneOf('X', 'mode', 3, ['min', 'max']),
      "`mode` must be one of 'min', 'max', received 3.\n  Fix: pass for example { mode: 'min' }.",
    ],
    [
      () => requireKnownOptions('X', { unit: 3 }, ['units']),
      '`unit` is not an option (received 3).\n  Fix: did you mean `units`.',
    ],
    [
      () => requireKnownOptions('X', { q: 3 }, ['units', 'name']),
      '`q` is not an option (received 3).\n  Fix: use one of `units`, `name`.',
    ],
  ])('a value outside is refused: %s', (check, message) => {
    expect(check).toThrow(ArgumentError);
    expect(check).toThrow(`X: ${message}`);
  });
});
