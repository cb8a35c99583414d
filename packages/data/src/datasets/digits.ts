import { NdArray } from '@myelin/core';
import { ByteReader } from '../formats/byte-reader.ts';
import { inflate } from '../formats/inflate.ts';
import type { ImageDataset, ImageSplit, LabeledImages } from './image-dataset.ts';
import { checkedSplit, type SplitOptions } from './split-options.ts';
import { stratifiedSplit } from './stratified-split.ts';

/** How the digits are divided. */
export type DigitsOptions = SplitOptions;

const COUNT = 1797;
const PIXELS = COUNT * 8 * 8;

/**
 * 1,797 scanned digits of 8 × 8 pixels with values 0 … 16. It is part of this package: no network needed.
 *
 * `load` shuffles and splits with `seed`; each class is divided in the same proportion.
 *
 * @shape images `[1438, 8, 8]` and `[359, 8, 8]`, labels `[1438]` and `[359]`, with the default options
 * @throws {@link ArgumentError} `testFraction` is outside [0, 1), or `seed` is not a whole number.
 * @source Alpaydin & Kaynak 1998; the test part of the UCI set, as `sklearn.datasets.load_digits`.
 * @example
 * const { train, test } = await digits.load();
 * train.images.shape // => [1438, 8, 8]
 */
export const digits: ImageDataset<DigitsOptions> = {
  name: 'digits',
  description: '1,797 scanned handwritten digits, 8 × 8 pixels with values 0 to 16, 10 classes',
  license: 'CC BY 4.0',
  source:
    'E. Alpaydin & C. Kaynak (1998), Optical Recognition of Handwritten Digits, ' +
    'UCI Machine Learning Repository, https://doi.org/10.24432/C50P49',
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],

  async load(options: DigitsOptions = {}): Promise<ImageSplit> {
    const { testFraction, seed } = checkedSplit('digits.load', options);
    const all = await decode();
    const rows = stratifiedSplit(all.labels.data, testFraction, seed);
    return { train: rowsOf(all, rows.train), test: rowsOf(all, rows.test) };
  },
};

async function decode(): Promise<LabeledImages> {
  const { digitsBytes } = await import('./digits-bytes.ts');
  const deflated = Uint8Array.from(atob(digitsBytes), (character) => character.charCodeAt(0));
  const reader = new ByteReader(inflate(deflated, 'deflate-raw'));
  return {
    images: new NdArray(await reader.read(PIXELS), [COUNT, 8, 8]),
    labels: new NdArray(await reader.read(COUNT), [COUNT]),
  };
}

const rowsOf = ({ images, labels }: LabeledImages, rows: readonly number[]): LabeledImages => ({
  images: images.take(rows),
  labels: labels.take(rows),
});
