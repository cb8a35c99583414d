import type { DownloadOptions } from '../sources/download-options.ts';
import { idxImageDataset } from './idx-image-dataset.ts';
import type { ImageDataset } from './image-dataset.ts';

/**
 * MNIST: 70,000 handwritten digits of 28 × 28 pixels with values 0 … 255.
 *
 * `load` takes the files from the folder `MYELIN_DATA`, else from the cache, else from public mirrors
 * (11.6 MB), and accepts them only with the right checksum.
 *
 * @shape images `[60000, 28, 28]` and `[10000, 28, 28]`, labels `[60000]` and `[10000]`
 * @throws {@link DataError} a file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source LeCun, Cortes & Burges 1998.
 * @example
 * const { train, test } = await mnist.load();
 */
export const mnist: ImageDataset<DownloadOptions> = idxImageDataset({
  name: 'mnist',
  description: '70,000 handwritten digits, 28 × 28 pixels with values 0 to 255, 10 classes',
  license: 'CC BY-SA 3.0, © Yann LeCun and Corinna Cortes',
  source: 'Y. LeCun, C. Cortes & C. J. C. Burges (1998), The MNIST database of handwritten digits',
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  mirrors: [
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://raw.githubusercontent.com/fgnt/mnist/master/',
  ],
  trainImages: {
    bytes: 9912422,
    sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
  },
  trainLabels: {
    bytes: 28881,
    sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
  },
  testImages: {
    bytes: 1648877,
    sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
  },
  testLabels: {
    bytes: 4542,
    sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
  },
});
