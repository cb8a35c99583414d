import { Dataset } from './dataset.ts';
import type { Source } from './source.ts';

/**
 * The pictures of a folder as a data set, and what their classes are called. Operations such as `batch` give a plain
 * {@link Dataset}: take the names from this one.
 *
 * @see {@link fromImageFolder}
 */
export class ImageFolderDataset<E> extends Dataset<E> {
  /** The name of each class, by its number; empty without classes. */
  readonly classNames: readonly string[];
  /** The files, in the order in which they come if nothing is shuffled. */
  readonly filePaths: readonly string[];

  constructor(
    source: Source<E>,
    { classNames, filePaths }: Pick<ImageFolderDataset<E>, 'classNames' | 'filePaths'>,
  ) {
    super(source);
    this.classNames = classNames;
    this.filePaths = filePaths;
  }
}
