import { type NewswireDataset, newswireDataset } from './newswire-dataset.ts';

const MIRRORS = ['https://storage.googleapis.com/tensorflow/tf-keras-datasets/'];

/**
 * Reuters: 11,228 newswires of 46 topics, as lists of word indices.
 *
 * 0 is padding, 1 begins a newswire, 2 stands for a word that `numWords` or `skipTop` left out, and every other index is 3
 * more than the rank of a word, by how often it comes.
 *
 * `load` takes the file from the folder `MYELIN_DATA`, else from the cache, else from the public one of Keras (2.1 MB), and
 * accepts it only with the right checksum.
 *
 * @shape 8,982 and 2,246 sequences, labels `[8982]` and `[2246]` as `uint8`, with the default options
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link DataError} a file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Keras 3 `reuters.load_data`: its options (`testFraction` is its `test_split`), defaults and encoding, in another order.
 * @example
 * const { train } = await reuters.load({ numWords: 10000 });
 * reuters.classNames[train.labels.at(0)] // the topic
 */
export const reuters: NewswireDataset = newswireDataset({
  name: 'reuters',
  description: '11,228 newswires of 46 topics',
  license: 'none stated; Reuters and Carnegie Group gave the texts free for research',
  source:
    'D. D. Lewis, Reuters-21578, Distribution 1.0, as Keras carries it, ' +
    'https://keras.io/api/datasets/reuters/',
  // In the order of reuters.get_label_names() of Keras.
  classNames: [
    ...['cocoa', 'grain', 'veg-oil', 'earn', 'acq', 'wheat', 'copper', 'housing', 'money-supply'],
    ...['coffee', 'sugar', 'trade', 'reserves', 'ship', 'cotton', 'carcass', 'crude', 'nat-gas'],
    ...['cpi', 'money-fx', 'interest', 'gnp', 'meal-feed', 'alum', 'oilseed', 'gold', 'tin'],
    ...['strategic-metal', 'livestock', 'retail', 'ipi', 'iron-steel', 'rubber', 'heat', 'jobs'],
    ...['lei', 'bop', 'zinc', 'orange', 'pet-chem', 'dlr', 'gas', 'silver', 'wpi', 'hog', 'lead'],
  ],
  texts: {
    name: 'reuters.npz',
    bytes: 2110848,
    sha256: 'd6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916',
    mirrors: MIRRORS,
  },
  // Keras publishes no better checksum of this one.
  words: {
    name: 'reuters_word_index.json',
    bytes: 550378,
    md5: '4d44cc38712099c9e383dc6e5f11a921',
    mirrors: MIRRORS,
  },
});
