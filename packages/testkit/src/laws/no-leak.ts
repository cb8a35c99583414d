import { dispose } from '@myelin/core';
import { inputShapes } from '../layers/layer-arguments.ts';
import { applyToArrays } from '../layers/run-layer.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';
import type { LayerUnderTest } from './law.ts';

/** Building, applying and disposing a layer leaves no tensor behind; nor does one more call in between. */
export async function noLeak({ given, make }: LayerUnderTest): Promise<void> {
  await expectNoLeak(async () => {
    using layer = make();
    layer.buildFor(inputShapes(given));
    for (const training of [false, true]) {
      dispose(...applyToArrays(layer, given, training));
      await expectNoLeak(() => dispose(...applyToArrays(layer, given, training)));
    }
  });
}
