import type { Layer } from '@myelin/core';
import type { ToleranceKind } from '../compare/tolerances.ts';
import type { RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import type { AnyLayerClass } from './any-layer-class.ts';
import { checkLayerCase } from './check-layer-case.ts';
import type { LayerAdapter } from './layer-adapter.ts';
import { singleInput } from './layer-adapter.ts';
import type { LayerCase } from './layer-case.ts';

export interface LayerFixtureOptions extends RecordedTestOptions {
  /** How layers with several inputs or outputs are called. @defaultValue {@link singleInput} */
  readonly adapter?: LayerAdapter;
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
  const { adapter = singleInput, tolerance = 'output' } = options;
  await recordedTests<LayerCase, Layer>(
    path,
    classes,
    {
      missing: adapter.missing,
      check: (make, recorded) => checkLayerCase(make, recorded, { adapter, tolerance }),
    },
    options,
  );
}
