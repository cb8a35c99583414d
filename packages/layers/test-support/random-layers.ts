import { ones, setRandomSeed, type Tensor } from '@myelin/core';
import type { AnyLayerClass } from '@myelin/testkit';
import { fixtureCases, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { expect, test } from 'vitest';

/** What was recorded of a layer that is random in training. */
export interface RandomCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly sample: {
    readonly inputAllOnesShape: readonly number[];
    readonly mean: number;
    readonly std: number;
    readonly zeroFraction: number;
  };
}

interface DropoutCase extends RandomCase {
  readonly scale: number;
  readonly keepProbability: number;
  readonly constantAlongAxes?: readonly number[];
}

/** The recorded cases of one class. */
export async function randomCasesOf<Case extends RandomCase>(className: string): Promise<Case[]> {
  const cases = await fixtureCases<Case>('keras/layers-random.json');
  return cases.filter((recorded) => recorded.class === className);
}

/** What the layer of a case makes of ones in training. */
export function disturbedOnes(Class: AnyLayerClass, { config, sample }: RandomCase): Tensor {
  setRandomSeed(7);
  using layer = new Class(optionsFromKeras(config) as never);
  using x = ones(sample.inputAllOnesShape);
  return layer.apply(x, { training: true }) as Tensor;
}

/**
 * One test for each recorded case of a layer that drops elements: how many, by what the others are scaled, and together
 * with which.
 */
export async function recordedShareTests(className: string, Class: AnyLayerClass): Promise<void> {
  const cases = await randomCasesOf<DropoutCase>(className);
  onEachBackend(className, () => {
    test.each(cases)('keeps the share that Keras keeps: $name', (recorded) => {
      const { keepProbability, scale, constantAlongAxes = [] } = recorded;
      using y = disturbedOnes(Class, recorded);
      const values = [...y.dataSync()];
      const kept = values.filter((value) => value !== 0);
      for (const value of new Set(kept)) expect(value).toBeCloseTo(scale, 5);
      const together = constantAlongAxes.reduce((n, axis) => n * (y.shape[axis] ?? 1), 1);
      const choices = values.length / together;
      const deviation = Math.sqrt((keepProbability * (1 - keepProbability)) / choices);
      const share = kept.length / values.length;
      expect(Math.abs(share - keepProbability)).toBeLessThan(4 * deviation);
      for (const axis of constantAlongAxes) expect(spreadAlong(y, axis)).toBe(0);
    });
  });
}

/** Largest difference between elements and the first one along an axis. */
function spreadAlong(y: Tensor, axis: number): number {
  using first = y.slice(
    y.shape.map(() => 0),
    y.shape.map((size, i) => (i === axis ? 1 : size)),
  );
  using difference = y.sub(first);
  using distance = difference.abs();
  using largest = distance.max();
  return largest.dataSync()[0] ?? Number.NaN;
}

/** Mean and standard deviation of all elements. */
export function momentsOf(y: Tensor): { readonly mean: number; readonly std: number } {
  const values = [...y.dataSync()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / values.length) };
}
