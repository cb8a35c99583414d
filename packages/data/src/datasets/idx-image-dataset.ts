import type { NdArray } from '@myelin/core';
import { readIdx } from '../formats/idx.ts';
import type { DownloadOptions, DownloadSettings } from '../sources/download-options.ts';
import { downloadSettings } from '../sources/download-options.ts';
import { fetchFile } from '../sources/fetch-file.ts';
import type { FileFacts } from '../sources/remote-file.ts';
import type { ImageDataset, ImageSplit } from './image-dataset.ts';

/** What sets one data set of this kind apart from another. */
export interface IdxImageDatasetFacts extends Omit<ImageDataset<DownloadOptions>, 'load'> {
  /** Addresses of folders that hold the four files. */
  readonly mirrors: readonly string[];
  readonly trainImages: FileFacts;
  readonly trainLabels: FileFacts;
  readonly testImages: FileFacts;
  readonly testLabels: FileFacts;
}

/** Elements of the largest file: 60,000 images of 28 × 28 pixels. */
const MAX_SIZE = 60_000 * 28 * 28;

/** A data set in the four gzipped IDX files that MNIST made common. */
export function idxImageDataset(facts: IdxImageDatasetFacts): ImageDataset<DownloadOptions> {
  const { mirrors, trainImages, trainLabels, testImages, testLabels, ...description } = facts;
  return {
    ...description,
    async load(options: DownloadOptions = {}): Promise<ImageSplit> {
      const settings = downloadSettings(`${facts.name}.load`, options, mirrors);
      const read = (name: string, file: FileFacts): Promise<NdArray> =>
        readArray(facts.name, name, file, settings);
      return {
        train: {
          images: await read('train-images-idx3-ubyte.gz', trainImages),
          labels: await read('train-labels-idx1-ubyte.gz', trainLabels),
        },
        test: {
          images: await read('t10k-images-idx3-ubyte.gz', testImages),
          labels: await read('t10k-labels-idx1-ubyte.gz', testLabels),
        },
      };
    },
  };
}

async function readArray(
  folder: string,
  name: string,
  facts: FileFacts,
  settings: DownloadSettings,
): Promise<NdArray> {
  return readIdx(await fetchFile({ folder, name, ...facts }, settings), { maxSize: MAX_SIZE });
}
