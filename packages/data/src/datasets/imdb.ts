import { type ReviewDataset, reviewDataset } from './review-dataset.ts';

/**
 * IMDB: 50,000 film reviews, half of them positive, as lists of word indices or as texts.
 *
 * `load` encodes the texts as Keras does: 0 is padding, 1 begins a review, 2 stands for a word that `numWords` or `skipTop`
 * left out, and every other index is 3 more than the rank of a word, by how often it comes in the reviews to learn from. Words
 * without a rank are left out.
 *
 * Files come from the folder `MYELIN_DATA`, else from the cache, else from public mirrors (84.1 MB and 1.6 MB), and are
 * accepted only with the right checksum. Where `MYELIN_DATA` has `aclImdb_train.tar.gz` and `aclImdb_test.tar.gz`, which
 * are the same without the reviews that have no label, these are read.
 *
 * @shape 25,000 sequences in each part, labels `[25000]` and `[25000]` as `uint8`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link DataError} a file cannot be had; the message holds every mirror's reason.
 * @throws {@link AbortError} `signal` fired.
 * @source Maas et al. 2011; options, defaults and encoding as Keras 3 `imdb.load_data`, down to the largest index, which
 * counts as left out where `numWords` is null. Reviews are the same, but their order is another one.
 * @example
 * const { train, test } = await imdb.load({ numWords: 10000 });
 * await imdb.decode(train.sequences[0]); // the review again, from '[START]' on
 */
export const imdb: ReviewDataset = reviewDataset({
  name: 'imdb',
  description:
    '50,000 film reviews, positive and negative ones, 25,000 to learn from and 25,000 to test',
  license: 'none stated; its authors ask to cite their article, the texts are by users of IMDb',
  source:
    'A. L. Maas, R. E. Daly, P. T. Pham, D. Huang, A. Y. Ng & C. Potts (2011), ' +
    'Learning Word Vectors for Sentiment Analysis, https://aclanthology.org/P11-1015',
  classNames: ['negative', 'positive'],
  archive: {
    name: 'aclImdb_v1.tar.gz',
    bytes: 84125825,
    sha256: 'c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe',
    mirrors: ['https://ai.stanford.edu/~amaas/data/sentiment/'],
  },
  parts: [
    {
      name: 'aclImdb_train.tar.gz',
      bytes: 13981067,
      sha256: '91c6912e7f341271712c140587f172031f922576d0141e877d489b1b9a6006e7',
    },
    {
      name: 'aclImdb_test.tar.gz',
      bytes: 13670042,
      sha256: 'bcdff89de296caa34aa65cfabdcbe9550de7131245fab0cf22ab08d3ebb15f80',
    },
  ],
  words: {
    name: 'imdb_word_index.json',
    bytes: 1641221,
    sha256: '027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6',
    mirrors: ['https://storage.googleapis.com/tensorflow/tf-keras-datasets/'],
  },
});
