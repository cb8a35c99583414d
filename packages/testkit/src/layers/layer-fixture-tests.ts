import { ArgumentError } from '@myelin/core';
import { afterAll, test } from 'vitest';
import type { ToleranceKind } from '../compare/tolerances.ts';
import type { ClassRecord, KerasResolver } from '../fixtures/options-from-keras.ts';
import { MissingClass, optionsFromKeras } from '../fixtures/options-from-keras.ts';
import { fixtureCases } from '../fixtures/read-fixture.ts';
import { onEachBackend } from '../on-each-backend.ts';
import type { AnyLayerClass } from './any-layer-class.ts';
import { newLayer } from './any-layer-class.ts';
import { checkLayerCase } from './check-layer-case.ts';
import type { LayerAdapter } from './layer-adapter.ts';
import { singleInput } from './layer-adapter.ts';
import type { LayerCase } from './layer-case.ts';

export interface LayerFixtureOptions {
  /** Classes for the objects in configs, where core's catalogs do not know them. */
  readonly known?: ClassRecord | KerasResolver;
  /** @defaultValue {@link singleInput} */
  readonly adapter?: LayerAdapter;
  /** Cases left out, by their name, and the capability that is missing. */
  readonly skip?: Readonly<Record<string, string>>;
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
  const { known = {}, adapter = singleInput, skip = {}, tolerance = 'output' } = options;
  const cases = (await fixtureCases<LayerCase>(path)).filter((c) => c.class in classes);
  if (cases.length === 0) return;
  const make = (recorded: LayerCase) =>
    newLayer(classes[recorded.class]!, optionsFromKeras(recorded.config, known));
  onEachBackend(`${Object.keys(classes).join(', ')} as Keras 3 computes them`, (backend) => {
    const passed = new Map<string, number>();
    for (const recorded of cases) {
      const missing = skip[recorded.name] ?? adapter.missing(recorded) ?? lacking(make, recorded);
      if (missing) {
        test.skip(`${recorded.name}: needs ${missing}`, () => {});
        continue;
      }
      test(recorded.name, async () => {
        await checkLayerCase(() => make(recorded), recorded, { adapter, tolerance });
        passed.set(recorded.class, (passed.get(recorded.class) ?? 0) + 1);
      });
    }
    afterAll(() => printSummary(`${path} on ${backend.name}`, cases, passed));
  });
}

/** The option or class that the case needs and that is not there. */
function lacking(make: (recorded: LayerCase) => unknown, recorded: LayerCase): string | undefined {
  try {
    make(recorded);
    return undefined;
  } catch (error) {
    if (error instanceof MissingClass) return error.message;
    const option = error instanceof ArgumentError && /`(\w+)` is not an option/.exec(error.message);
    // Any other error belongs to the test itself, which will show it.
    return option ? `option ${option[1]}` : undefined;
  }
}

/** Passed and recorded cases of each class, where `MYELIN_SUMMARY` asks for them. */
function printSummary(
  title: string,
  cases: readonly LayerCase[],
  passed: ReadonlyMap<string, number>,
): void {
  if (!globalThis.process?.env?.MYELIN_SUMMARY) return;
  const names = [...new Set(cases.map((recorded) => recorded.class))];
  const counts = names.map((name) => {
    const total = cases.filter((recorded) => recorded.class === name).length;
    return `${name} ${passed.get(name) ?? 0}/${total}`;
  });
  console.log(`${title}: ${counts.join(', ')}`);
}
