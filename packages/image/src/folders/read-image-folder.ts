import { ArgumentError, DataError, NdArray, permutation, seedOr } from '@myelin/core';
import { decodeBytes } from '../codecs/decode-bytes.ts';
import { throwIfAborted } from '../files/aborted.ts';
import { imageBytes } from '../files/image-bytes.ts';
import { fitImage } from './fit-image.ts';
import {
  type CheckedFolderOptions,
  type ImageFolderOptions,
  requireFolderOptions,
} from './image-folder-options.ts';
import { type ImageFile, listFolder } from './list-image-folder.ts';

/** Most bytes of one file. */
const MOST_BYTES = 2 ** 28;

/** One picture and its class. */
export interface ImageExample {
  /** float32 `[height, width, channels]`, values 0 to 255. */
  readonly x: NdArray;
  /** The class; missing without classes. */
  readonly y?: NdArray;
}

/** Pictures of a folder, read one by one whenever one goes through them. */
export interface ImageFolderReader extends AsyncIterable<ImageExample> {
  /** Empty without classes. */
  readonly classNames: readonly string[];
  /** How many pictures there are. */
  readonly count: number;
  /** The files, in the order of the first pass before it is shuffled. */
  readonly filePaths: readonly string[];
  /** All pictures once. */
  examples(): AsyncGenerator<ImageExample, void, undefined>;
}

/**
 * The pictures of a folder in one size, with the class of each: what its folder is called. In Node.
 *
 * Nothing but names is read before one goes through it. What comes is what a `Dataset` is made of: batch it there.
 *
 * @shape x `[height, width, channels]`, float32, values 0 to 255
 * @shape y `[]` int32 for `'int'`, `[classes]` float32 for `'categorical'`, `[1]` float32 for `'binary'`
 * @throws {@link DataError} there is no such folder or no picture in it; on the way, a picture that is damaged, by its name.
 * @throws {@link ArgumentError} a bad option.
 * @throws {@link AbortError} `signal` fired.
 * @source Keras 3 `image_dataset_from_directory`: names, defaults, order of classes and files, and which are for validation if
 * nothing is shuffled. The random order is another one, photos are turned as the camera was held, and BMP and GIF are refused.
 * @see {@link listImageFolder}
 * @example
 * const images = await readImageFolder('photos', { imageSize: [64, 64], seed: 1 });
 * images.classNames; // ['cat', 'dog']
 * for await (const { x, y } of images) console.log(x.shape, y?.at()); // [64, 64, 3] 0
 */
export async function readImageFolder(
  folder: string,
  options: ImageFolderOptions = {},
): Promise<ImageFolderReader> {
  const where = 'readImageFolder';
  const { signal, labels = 'inferred', classNames = null, ...rest } = options;
  const checked = requireFolderOptions(where, rest);
  throwIfAborted(where, signal);
  const listed = await listFolder(where, folder, { labels, classNames });
  const { labelMode, shuffle } = checked;
  if (labelMode === 'binary' && labels !== null && listed.classNames.length !== 2) {
    throw new ArgumentError({
      where,
      problem: `\`labelMode\` 'binary' needs two classes, and "${folder}" has ${listed.classNames.length}`,
      fix: "pass { labelMode: 'int' }",
    });
  }
  const seed = seedOr(where, checked.seed);
  const order = shuffle ? permutation(listed.files.length, seed) : undefined;
  const mixed = listed.files.map((file, i) => listed.files[order?.[i] ?? i] ?? file);
  const files = requireFiles(where, folder, part(mixed, checked));
  let pass = 0;
  async function* examples(): AsyncGenerator<ImageExample, void, undefined> {
    // Step 0 is the order in which files are taken apart for validation.
    const now = shuffle ? permutation(files.length, seed, ++pass) : undefined;
    for (let i = 0; i < files.length; i++) {
      const file = files[now?.[i] ?? i];
      if (!file) continue;
      const { bytes, title } = await imageBytes(where, file.path, MOST_BYTES, signal);
      const image = await decodeBytes(bytes, { where, title }, checked, signal);
      const x = fitImage(image, checked);
      const y = target(file.label, labelMode, listed.classNames.length);
      yield y ? { x, y } : { x };
    }
  }
  return {
    classNames: labelMode === null ? [] : listed.classNames,
    count: files.length,
    filePaths: files.map(({ path }) => path),
    examples,
    [Symbol.asyncIterator]: examples,
  };
}

/** The last files are for validation. */
function part(
  files: readonly ImageFile[],
  { validationSplit, subset }: CheckedFolderOptions,
): readonly ImageFile[] {
  const first = files.length - Math.floor((validationSplit ?? 0) * files.length);
  if (subset === null) return files;
  return subset === 'training' ? files.slice(0, first) : files.slice(first);
}

function requireFiles(
  where: string,
  folder: string,
  files: readonly ImageFile[],
): readonly ImageFile[] {
  if (files.length > 0) return files;
  throw new DataError({
    where,
    problem: `there is no PNG or JPEG for this part in "${folder}"`,
    fix: 'check the path, and that `validationSplit` leaves pictures for both parts',
  });
}

function target(
  label: number | undefined,
  mode: CheckedFolderOptions['labelMode'],
  classes: number,
): NdArray | undefined {
  if (label === undefined || mode === null) return undefined;
  if (mode === 'int') return new NdArray(Int32Array.of(label), []);
  if (mode === 'binary') return new NdArray(Float32Array.of(label), [1]);
  const row = new Float32Array(classes);
  row[label] = 1;
  return new NdArray(row, [classes]);
}
