import type { NdArray } from '@myelin/core';
import type { ImageFolderOptions } from '@myelin/image';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import { ImageFolderDataset } from './image-folder-dataset.ts';
import { iteratedSource } from './iterated-source.ts';

/** Options of {@link fromImageFolder}, in the names of Keras's `image_dataset_from_directory`. */
export type FromImageFolderOptions = ImageFolderOptions;

/** One picture of a folder and, unless options leave classes out, its class. */
export type FolderImage<Options> = Options extends
  | { readonly labels: null }
  | { readonly labelMode: null }
  ? { readonly x: NdArray }
  : { readonly x: NdArray; readonly y: NdArray };

/**
 * A data set of the pictures in a folder: each folder in it is a class. In Node.
 *
 * Pictures are read one by one, whenever a pass asks for them. They come in random order, another one in each pass, unless
 * `shuffle` is false: there is no need to shuffle them once more. Elements are single pictures; put them together with `batch`.
 *
 * @shape x `[height, width, channels]`, float32, values 0 to 255
 * @shape y `[]` int32 for `'int'`, `[classes]` float32 for `'categorical'`, `[1]` float32 for `'binary'`
 * @throws as `readImageFolder` of `@myelin/image`: {@link ArgumentError} a bad option. {@link DataError} there is no picture; in the
 * pass, one that is damaged, by its name.
 * @source Keras 3 `image_dataset_from_directory`: names and defaults but for `batch_size`, which is `batch` here.
 * @example
 * const photos = await fromImageFolder('photos', { imageSize: [64, 64], validationSplit: 0.2, subset: 'training', seed: 1 });
 * photos.classNames; // ['cat', 'dog']
 * await model.fit(photos.batch(32).prefetch());
 */
export async function fromImageFolder<const Options extends FromImageFolderOptions>(
  folder: string,
  options?: Options,
): Promise<ImageFolderDataset<FolderImage<Options>>> {
  // Programs without pictures do not carry their codecs.
  const { readImageFolder } = await import('@myelin/image');
  const given: FromImageFolderOptions = options ?? {};
  const reader = await readImageFolder(folder, given);
  const { classNames, filePaths, count } = reader;
  const source = iteratedSource<FolderImage<Options>>('fromImageFolder', {
    cardinality: count,
    elementSpec: specOf(given, classNames.length) as ElementSpec<FolderImage<Options>>,
    generate: () => reader.examples() as AsyncGenerator<FolderImage<Options>>,
  });
  return new ImageFolderDataset(source, { classNames, filePaths });
}

const channels = { grayscale: 1, rgb: 3, rgba: 4 } as const;

function specOf(options: FromImageFolderOptions, classes: number): unknown {
  const { imageSize = 256, colorMode = 'rgb', labels = 'inferred', labelMode = 'int' } = options;
  const [height, width] = typeof imageSize === 'number' ? [imageSize, imageSize] : imageSize;
  const x = new ArraySpec({ shape: [height, width, channels[colorMode]], dtype: 'float32' });
  if (labels === null || labelMode === null) return { x };
  const y =
    labelMode === 'int'
      ? new ArraySpec({ shape: [], dtype: 'int32' })
      : new ArraySpec({ shape: [labelMode === 'binary' ? 1 : classes], dtype: 'float32' });
  return { x, y };
}
