import type { AnyLayer } from '@myelin/core';
import type { ToleranceKind } from '../compare/tolerances.ts';
import type { RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import type { AnyLayerClass } from './any-layer-class.ts';
import { checkLayerCase } from './check-layer-case.ts';
import type { LayerCase } from './layer-case.ts';

export interface LayerFixtureOptions extends RecordedTestOptions {
  /** @defaultValue `'output'` */
  readonly tolerance?: ToleranceKind;
}

/**
 * One test for each recorded case of the listed classes, on each backend that runs here:
 * `await layerFixtureTests('keras/layers-core.json', { Dense })`.
 *
 * Outputs, output shapes, losses, masks, gradients, the training variant, adapted state and repeated calls are
 * compared. Cases that need what a class does not have are skipped, and their titles say what is missing.
 */
export async function layerFixtureTests(
  path: string,
  classes: Readonly<Record<string, AnyLayerClass>>,
  options: LayerFixtureOptions = {},
): Promise<void> {
  const { tolerance = 'output' } = options;
  await recordedTests<LayerCase, AnyLayer>(
    path,
    classes,
    { check: (make, recorded, run) => checkLayerCase(make, recorded, run, tolerance) },
    options,
  );
}
