import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  digits,
  type ImageSplit,
  type LabeledImages,
  mnist,
  type NdArray,
  Rescaling,
  Resizing,
  Sequential,
  ZeroPadding2D,
} from 'myelin';

/** Gray images of 28 × 28 pixels with values from 0 to 255, shape `[images, 28, 28]`, and which digits they show. */
export interface DigitImages extends ImageSplit {
  /** Where they are from. */
  readonly source: string;
}

/**
 * MNIST from the folder `MYELIN_DATA`; without it, the 1,797 digits of the library enlarged, which need no network.
 *
 * @param rows - At most so many images, for training and again for testing.
 */
export async function loadDigitImages(rows: number): Promise<DigitImages> {
  if (existsSync(join(process.env.MYELIN_DATA ?? '', 'mnist'))) {
    const { train, test } = await mnist.load();
    return { source: 'MNIST', train: first(train, rows), test: first(test, rows) };
  }
  const { train, test } = await digits.load();
  return {
    source: 'digits of 8 × 8 pixels, enlarged (MYELIN_DATA has no MNIST)',
    train: first({ ...train, images: await enlarged(train.images) }, rows),
    test: first({ ...test, images: await enlarged(test.images) }, rows),
  };
}

function first({ images, labels }: LabeledImages, rows: number): LabeledImages {
  return { images: images.slice(0, rows), labels: labels.slice(0, rows) };
}

/** As in MNIST, the digit fills 20 × 20 pixels, and the border around it is empty. */
async function enlarged(images: NdArray): Promise<NdArray> {
  using enlarge = new Sequential([
    new Resizing({ height: 20, width: 20, inputShape: [8, 8, 1] }),
    new ZeroPadding2D({ padding: 4 }),
    new Rescaling({ scale: 255 / 16 }),
  ]);
  const large = await enlarge.predict(images.reshape([-1, 8, 8, 1]), { verbose: 0 });
  return large.reshape([-1, 28, 28]);
}
