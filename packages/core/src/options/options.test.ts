import { describe, expect, test } from 'vitest';
import type { OptionDefaults } from '../index.ts';
import { ArgumentError, Catalog, required, resolveOptions } from '../index.ts';
import { fromFile } from './options.ts';

interface Options {
  readonly units: number;
  readonly useBias?: boolean;
  readonly seed?: number | null;
}

const defaults: OptionDefaults<Options> = { units: required, useBias: true, seed: null };

describe('resolveOptions', () => {
  test('lays what is given over the defaults', () => {
    const options = { units: 3, useBias: false };
    expect(resolveOptions('X', options, defaults)).toEqual({
      units: 3,
      useBias: false,
      seed: null,
    });
    expect(options).toEqual({ units: 3, useBias: false });
  });

  test('undefined means not given, null is a value', () => {
    const given = { units: 3, useBias: undefined, seed: null } as unknown as Options;
    expect(resolveOptions('X', given, defaults)).toEqual({ units: 3, useBias: true, seed: null });
  });

  test.each([
    [{}, 'X: `units` is required, received none.\n  Fix: pass { units: … }.'],
    [
      { units: 1, usebias: 1 },
      'X: `usebias` is not an option (received 1).\n  Fix: did you mean `useBias`.',
    ],
    [{ units: 1, quantization: null }, 'X: `quantization` is not an option (received null)'],
    [3, 'X: takes one object of options, received 3.\n  Fix: write new X({ … }).'],
    [null, 'received null'],
    [[1], 'received [1]'],
  ])('%j is refused', (options, message) => {
    expect(() => resolveOptions('X', options as Options, defaults)).toThrow(ArgumentError);
    expect(() => resolveOptions('X', options as Options, defaults)).toThrow(message);
  });

  test('from a file, unknown options may be null', () => {
    const read = (options: object): object =>
      resolveOptions('X', { ...options, [fromFile]: true } as unknown as Options, defaults);
    expect(read({ units: 1, quantization: null })).toEqual({
      units: 1,
      useBias: true,
      seed: null,
    });
    expect(() => read({ units: 1, quantization: 8 })).toThrow('`quantization` is not an option');
  });
});

describe('Catalog', () => {
  const catalog = new Catalog<number>('loss', { mse: 1, mae: 2, l2: 1 });

  test('finds entries by name and names by entry', () => {
    expect(catalog.find('compile', 'mae')).toBe(2);
    expect(catalog.has('mse')).toBe(true);
    expect(catalog.has('toString')).toBe(false);
    expect(catalog.nameOf(1)).toBe('mse');
    expect(catalog.nameOf(9)).toBeUndefined();
    expect(catalog.names).toEqual(['mse', 'mae', 'l2']);
  });

  test('a name registered again gets its new meaning', () => {
    const own = new Catalog<number>('loss', { mse: 1 });
    own.register({ mse: 5, huber: 3 });
    expect(own.find('compile', 'mse')).toBe(5);
    expect(own.names).toEqual(['mse', 'huber']);
  });

  test.each([
    ['mes', 'compile: unknown loss `mes`.\n  Fix: did you mean `mse`.'],
    ['zzzzzz', 'compile: unknown loss `zzzzzz`.\n  Fix: use one of mse, mae, l2'],
    [7, 'compile: unknown loss 7.'],
  ])('%j is unknown', (name, message) => {
    expect(() => catalog.find('compile', name as string)).toThrow(ArgumentError);
    expect(() => catalog.find('compile', name as string)).toThrow(message);
  });

  test('a large catalog does not list all of its names', () => {
    const names = Array.from({ length: 61 }, (_, i) => [`name${i}`, i] as const);
    expect(() => new Catalog('layer', Object.fromEntries(names)).find('X', 'zz')).toThrow(
      'X: unknown layer `zz`.\n  Fix: use one of the 61 names that its catalog has, or pass an object of your own.',
    );
  });

  test('an empty catalog says how it is filled', () => {
    expect(() => new Catalog('loss').find('compile', 'mse')).toThrow("import 'myelin'");
  });
});
