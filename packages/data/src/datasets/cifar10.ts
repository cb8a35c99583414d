import type { DownloadOptions } from '../sources/download-options.ts';
import { colorImageDataset } from './color-image-dataset.ts';
import type { ImageDataset } from './image-dataset.ts';

/**
 * CIFAR-10: 60,000 photographs of animals and vehicles, 32 × 32 pixels with three colors of values 0 … 255.
 *
 * `load` takes the archive from the folder `MYELIN_DATA`, else from the cache, else from its authors (170 MB), and accepts it
 * only with the right checksum.
 *
 * @shape images `[50000, 32, 32, 3]` and `[10000, 32, 32, 3]`, labels `[50000]` and `[10000]`, where Keras has `[50000, 1]`
 * @throws {@link DataError} the archive cannot be had; the message holds the reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Krizhevsky 2009, binary version.
 * @example
 * const { train } = await cifar10.load();
 * cifar10.classNames[train.labels.at(0)] // => 'frog'
 */
export const cifar10: ImageDataset<DownloadOptions> = colorImageDataset({
  name: 'cifar10',
  description: '60,000 photographs, 32 × 32 pixels in color with values 0 to 255, 10 classes',
  license: 'none stated; its author asks to cite his report',
  source:
    'A. Krizhevsky (2009), Learning Multiple Layers of Features from Tiny Images, ' +
    'https://www.cs.toronto.edu/~kriz/cifar.html',
  classNames: [
    'airplane',
    'automobile',
    'bird',
    'cat',
    'deer',
    'dog',
    'frog',
    'horse',
    'ship',
    'truck',
  ],
  archive: {
    name: 'cifar-10-binary.tar.gz',
    bytes: 170052171,
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
    mirrors: ['https://www.cs.toronto.edu/~kriz/'],
  },
  trainFiles: [1, 2, 3, 4, 5].map((batch) => `cifar-10-batches-bin/data_batch_${batch}.bin`),
  testFiles: ['cifar-10-batches-bin/test_batch.bin'],
  imagesPerFile: 10_000,
});
