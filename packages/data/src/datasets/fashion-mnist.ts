import type { DownloadOptions } from '../sources/download-options.ts';
import { idxImageDataset } from './idx-image-dataset.ts';
import type { ImageDataset } from './image-dataset.ts';

/**
 * Fashion-MNIST: 70,000 photographs of clothes, 28 × 28 pixels with values 0 … 255, in the format of MNIST.
 *
 * `load` takes the files from the folder `MYELIN_DATA`, else from the cache, else from public mirrors
 * (30.9 MB), and accepts them only with the right checksum.
 *
 * @shape images `[60000, 28, 28]` and `[10000, 28, 28]`, labels `[60000]` and `[10000]`
 * @throws {@link DataError} a file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747.
 * @example
 * const { train } = await fashionMnist.load();
 * fashionMnist.classNames[train.labels.at(0)] // => 'Ankle boot'
 */
export const fashionMnist: ImageDataset<DownloadOptions> = idxImageDataset({
  name: 'fashion-mnist',
  description: '70,000 photographs of clothes, 28 × 28 pixels with values 0 to 255, 10 classes',
  license: 'MIT, © 2017 Zalando SE',
  source: 'H. Xiao, K. Rasul & R. Vollgraf (2017), Fashion-MNIST, https://arxiv.org/abs/1708.07747',
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  // The authors' own server knows no https, which a page served over https insists on: it comes last.
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  ],
  trainImages: {
    bytes: 26421880,
    sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
  },
  trainLabels: {
    bytes: 29515,
    sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
  },
  testImages: {
    bytes: 4422102,
    sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
  },
  testLabels: {
    bytes: 5148,
    sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
  },
});
