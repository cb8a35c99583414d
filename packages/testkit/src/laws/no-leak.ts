import { expectNoLeak } from '../memory/expect-no-leak.ts';
import type { LayerUnderTest } from './law.ts';

/** Building, applying and disposing a layer leaves no tensor behind; nor does one more call in between. */
export async function noLeak({ input, make }: LayerUnderTest): Promise<void> {
  await expectNoLeak(async () => {
    using layer = make();
    layer.buildFor(input.shape);
    for (const training of [false, true]) {
      layer.apply(input, { training }).dispose();
      await expectNoLeak(() => layer.apply(input, { training }).dispose());
    }
  });
}
