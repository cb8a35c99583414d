import { RandomSource } from '@myelin/core';
import {
  type ClassificationSettings,
  checkedClassification,
  type MakeClassificationOptions,
} from './classification-options.ts';
import { distinctIntegers } from './distinct-integers.ts';
import { type ClassPoints, classPoints, type LabeledPoint } from './labeled-points.ts';
import { shuffled } from './shuffled.ts';

/**
 * A classification problem: normally distributed clusters at corners of a hypercube, each stretched in its own way, among
 * columns that say nothing new.
 *
 * @shape x `[nSamples, nFeatures]`, y `[nSamples]`
 * @throws {@link ArgumentError} an option is unknown, outside its domain or at odds with another one.
 * @source Guyon 2003, as scikit-learn `make_classification`: its options (`seed` is its `random_state`) and distribution.
 * @example
 * const { x, y } = makeClassification({ nSamples: 500, nFeatures: 10, nInformative: 4, seed: 1 });
 */
export function makeClassification(options: MakeClassificationOptions = {}): ClassPoints {
  const settings = checkedClassification('makeClassification', options);
  const random = new RandomSource(settings.seed);
  const matrix = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => random.uniform(-1, 1)),
    );

  const { nFeatures, nInformative, nRedundant, nRepeated, nClasses } = settings;
  const mixture = matrix(nInformative, nRedundant);
  const known = nInformative + nRedundant;
  const copied = Array.from({ length: nRepeated }, () => random.integer(known));
  const points: LabeledPoint[] = clusterCenters(settings, random).flatMap((center, cluster) => {
    const stretch = matrix(nInformative, nInformative);
    return Array.from({ length: settings.sizes[cluster] ?? 0 }, () => {
      const drawn = Array.from({ length: nInformative }, () => random.normal());
      const informative = product(drawn, stretch).map((value, axis) => value + (center[axis] ?? 0));
      const useful = [...informative, ...product(informative, mixture)];
      const repeated = copied.map((from) => useful[from] ?? 0);
      const noise = Array.from({ length: nFeatures - known - nRepeated }, () => random.normal());
      const flipped = random.unit() < settings.flipY;
      const label = flipped ? random.integer(nClasses) : cluster % nClasses;
      return { at: [...useful, ...repeated, ...noise], label };
    });
  });
  return classPoints(placed(points, settings, random), nFeatures);
}

/** One center for each cluster. */
function clusterCenters(settings: ClassificationSettings, random: RandomSource): number[][] {
  const { nInformative, classSep, hypercube, sizes } = settings;
  const corners = distinctIntegers(sizes.length, 2 ** Math.min(nInformative, 30), random);
  const perAxis = Array.from({ length: nInformative }, () => (hypercube ? 1 : random.unit()));
  return corners.map((corner) => {
    const perCluster = hypercube ? 1 : random.unit();
    return perAxis.map((factor, axis) => {
      const side = axis < 30 ? (corner >> axis) & 1 : random.integer(2);
      return (2 * side - 1) * classSep * factor * perCluster;
    });
  });
}

/** Rows and columns in random order, columns shifted and scaled. */
function placed(
  points: readonly LabeledPoint[],
  { nFeatures, shift, scale, classSep, shuffle }: ClassificationSettings,
  random: RandomSource,
): LabeledPoint[] {
  const columns = Array.from({ length: nFeatures }, (_, from) => ({
    from,
    shift: shift ?? random.uniform(-classSep, classSep),
    scale: scale ?? random.uniform(1, 101),
  }));
  const order = shuffle ? shuffled(columns, random) : columns;
  const rows = shuffle ? shuffled(points, random) : points;
  return rows.map(({ at, label }) => ({
    at: order.map((column) => ((at[column.from] ?? 0) + column.shift) * column.scale),
    label,
  }));
}

/** `row · matrix` */
function product(row: readonly number[], matrix: readonly (readonly number[])[]): number[] {
  const width = matrix[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) =>
    row.reduce((sum, value, at) => sum + value * (matrix[at]?.[column] ?? 0), 0),
  );
}
