import type { RecordedArray } from '@myelin/testkit';
import {
  expectClose,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  optionsFromKeras,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type { Initializer } from '../index.ts';
import { ArgumentError, initializer, initializerCatalog } from '../index.ts';
import { fans } from './fans.ts';

interface Recorded {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly shape: readonly number[];
}
interface ExactCase extends Recorded {
  readonly kind: 'exact';
  readonly value: RecordedArray;
}
interface OrthogonalCase extends Recorded {
  readonly kind: 'orthogonal';
  readonly matrixShape: readonly [number, number];
  readonly orthonormal: 'rows' | 'columns';
  readonly gain: number;
}
interface RandomCase extends Recorded {
  readonly kind: 'random';
  readonly fanIn: number;
  readonly fanOut: number;
  readonly mean: number;
  readonly std: number;
  readonly limit: readonly [number, number] | null;
}
interface NameCase {
  readonly name: string;
  readonly initializer?: string;
  readonly class?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

const cases = await fixtureCases<ExactCase | OrthogonalCase | RandomCase>(
  'keras/initializers.json',
);
const exact = cases.filter((one) => one.kind === 'exact');
const orthogonal = cases.filter((one) => one.kind === 'orthogonal');
const random = cases.filter((one) => one.kind === 'random');
const allNames = await fixtureCases<NameCase>('keras/names.json');
const names = allNames.filter((one) => one.initializer !== undefined);

/** Seeds whose values are pooled, so that means and deviations are known well. */
const SEEDS = 40;

function make({ class: name, config }: Recorded, seed?: number): Initializer {
  const Class = initializerCatalog.find('test', name) as unknown as new (
    options: object,
  ) => Initializer;
  const options = optionsFromKeras(config);
  return new Class(seed === undefined ? options : { ...options, seed });
}

onEachBackend('Initializers as Keras recorded them', () => {
  test('every recorded case is run', () => {
    expect(exact.length + orthogonal.length + random.length).toBe(cases.length);
  });

  test.each(exact)('$name has the recorded values', (recorded) => {
    using values = make(recorded).values(recorded.shape);
    expectClose(values, fixtureArray(recorded.value));
  });

  test.each(orthogonal)('$name is orthogonal', (recorded) => {
    using values = make(recorded, 5).values(recorded.shape);
    expect(values.shape).toEqual(recorded.shape);
    using matrix = values.reshape(recorded.matrixShape);
    using turned = matrix.transpose();
    using product = recorded.orthonormal === 'rows' ? matrix.matMul(turned) : turned.matMul(matrix);
    const size = product.shape[0] ?? 0;
    const identity = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row === column ? recorded.gain ** 2 : 0)),
    );
    expectClose(product, identity);
  });

  test.each(random)('$name has the recorded mean, deviation and limits', (recorded) => {
    const values: number[] = [];
    for (let seed = 0; seed < SEEDS; seed++) {
      using drawn = make(recorded, seed).values(recorded.shape);
      expect(drawn.shape).toEqual(recorded.shape);
      values.push(...drawn.dataSync());
    }
    const count = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    // Four standard errors; that of a deviation is at most σ / √2n for these distributions.
    expect(Math.abs(mean - recorded.mean)).toBeLessThan((4 * recorded.std) / Math.sqrt(count));
    expect(Math.abs(Math.sqrt(square) - recorded.std)).toBeLessThan(
      (4 * recorded.std) / Math.sqrt(2 * count),
    );
    const [low, high] = recorded.limit ?? [-Infinity, Infinity];
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low - 1e-6 * Math.abs(low));
    expect(Math.max(...values)).toBeLessThanOrEqual(high + 1e-6 * Math.abs(high));
  });
});

describe('Initializers', () => {
  test.each(random)('$name: the fans of shape $shape', ({ shape, fanIn, fanOut }) => {
    expect(fans('test', shape)).toEqual({ fanIn, fanOut });
  });

  test.each(names)('$name resolves as in Keras', (recorded) => {
    const name = recorded.initializer as 'zeros';
    if (recorded.error) {
      expect(() => initializer('Dense', name)).toThrow(ArgumentError);
      return;
    }
    const made = initializer('Dense', name);
    expect(made.className).toBe(recorded.class);
    // Keras forgets the gain of Identity.
    if (made.className !== 'Identity') {
      expect(made.config).toEqual(optionsFromKeras(recorded.config ?? {}));
    }
  });
});
