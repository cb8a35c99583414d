import type { Tensor } from '@myelin/core';
import { Pass, tensor, tidy } from '@myelin/core';
import type { RecordedArray } from '@myelin/testkit';
import {
  camelCase,
  expectClose,
  expectNoLeak,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  optionsFromKeras,
} from '@myelin/testkit';
import { afterAll, test } from 'vitest';

/** One random draw of Keras, and what it did to images. */
interface TransformCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly images: RecordedArray;
  readonly transformation: unknown;
  readonly output: RecordedArray;
}

/** A layer of images whose draws are apart from what they do. */
interface Transforming extends Disposable {
  randomTransformation(shape: readonly number[], pass: Pass): object;
  transformImages(images: Tensor, transformation: object): Tensor;
}

type TransformingClass = new (options: never) => Transforming;

/**
 * One test for each recorded draw of the listed classes: `await transformFixtureTests({ RandomHue })`. The layer is given
 * the draw, under Keras's own names in camelCase, and must do what Keras did.
 *
 * @param named - The draw of a class that has no names in Keras.
 */
export async function transformFixtureTests(
  classes: Readonly<Record<string, TransformingClass>>,
  named: (draw: Tensor) => object = (draw) => draw,
): Promise<void> {
  const cases = await fixtureCases<TransformCase>('keras/image-transforms.json');
  const ours = cases.filter((recorded) => recorded.class in classes);
  if (ours.length === 0) return;
  onEachBackend(`${Object.keys(classes).join(', ')} as Keras 3 transforms`, (backend) => {
    const passed: string[] = [];
    test.each(ours)('$name', async (recorded) => {
      const options = optionsFromKeras(recorded.config) as never;
      const Class = classes[recorded.class] as TransformingClass;
      await expectNoLeak(() => {
        using layer = new Class(options);
        tidy(() => {
          const images = tensor(fixtureArray(recorded.images));
          const draw = drawOf(recorded.transformation);
          const transformation = draw instanceof Map ? Object.fromEntries(draw) : named(draw);
          // The names of the recording are those of the layer's own draws.
          const own = layer.randomTransformation(images.shape, new Pass({ training: true }));
          const missing = Object.keys(own).filter((name) => !(name in transformation));
          if (missing.length > 0) throw new Error(`not recorded: ${missing.join(', ')}`);
          expectClose(layer.transformImages(images, transformation), fixtureArray(recorded.output));
        });
      });
      passed.push(recorded.name);
    });
    afterAll(() => {
      if (!globalThis.process?.env?.MYELIN_SUMMARY) return;
      console.log(
        `keras/image-transforms.json on ${backend.name}: ${Object.keys(classes).join(', ')} ${passed.length}/${ours.length}`,
      );
    });
  });
}

/** Arrays of the draw by name, or the one array that it is. */
function drawOf(recorded: unknown): Tensor | Map<string, unknown> {
  if (isArray(recorded)) return tensor(fixtureArray(recorded));
  const entries = Object.entries(recorded as object).map(
    ([name, value]) =>
      [camelCase(name), isArray(value) ? tensor(fixtureArray(value)) : value] as const,
  );
  return new Map(entries);
}

const isArray = (value: unknown): value is RecordedArray =>
  typeof value === 'object' && value !== null && 'shape' in value && 'dtype' in value;
