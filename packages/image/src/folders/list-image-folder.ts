import { ArgumentError, DataError, describe, resolveOptions } from '@myelin/core';
import { FolderFiles } from './folder-files.ts';

/** @see {@link listImageFolder} */
export interface ListImageFolderOptions {
  /**
   * `'inferred'`: each folder in it is a class. A list: the class of each picture, in the order of paths. null: there are none.
   *
   * @defaultValue `'inferred'`
   */
  readonly labels?: 'inferred' | readonly number[] | null;
  /** Which folders are classes, and their order. @defaultValue all of them, in alphabetical order */
  readonly classNames?: readonly string[] | null;
}

/** A picture in a folder. */
export interface ImageFile {
  readonly path: string;
  /** Number of its class; undefined without classes. */
  readonly label: number | undefined;
}

/** Pictures in a folder, and their classes. */
export interface ImageFolder {
  readonly files: readonly ImageFile[];
  /** Empty without classes. */
  readonly classNames: readonly string[];
}

/**
 * The PNG and JPEG files of a folder, also of folders in folders, with the class of each. In Node.
 *
 * Files beside the folders of classes belong to no class and are left out. Links are followed to files of the same folder only.
 *
 * @throws {@link DataError} there is no such folder, a link leads elsewhere, or there is a picture of another format.
 * @throws {@link ArgumentError} a class without a folder, or not as many labels as pictures.
 * @source Keras 3 `image_dataset_from_directory`, whose order of files and classes it has: `'10'` comes before `'2'`.
 */
export async function listImageFolder(
  folder: string,
  options: ListImageFolderOptions = {},
): Promise<ImageFolder> {
  return listFolder('listImageFolder', folder, options);
}

/** As {@link listImageFolder}; errors say `where` it was called. */
export async function listFolder(
  where: string,
  folder: string,
  options: ListImageFolderOptions,
): Promise<ImageFolder> {
  const { labels, classNames } = resolveOptions<ListImageFolderOptions>(where, options, {
    labels: 'inferred',
    classNames: null,
  });
  const given = requireLabels(where, labels);
  if (given !== 'inferred' && classNames !== null) {
    throw new ArgumentError({
      where,
      problem: `\`classNames\` are folders, and go with { labels: 'inferred' } only, received ${describe(classNames)}`,
      fix: 'leave them out',
    });
  }
  const files = await FolderFiles.open(where, folder);
  if (given === 'inferred') return inferred(where, folder, files, classNames);
  const images = await files.images('');
  if (given !== null && given.length !== images.length) {
    throw new ArgumentError({
      where,
      problem: `\`labels\` has ${given.length} entries, and "${folder}" ${images.length} pictures`,
      fix: 'pass one label for each picture, in the order of their paths',
    });
  }
  const names = given === null ? [] : [...new Set(given)].sort((a, b) => a - b).map(String);
  return {
    files: images.map((inner, i) => ({ path: files.path(inner), label: given?.[i] })),
    classNames: names,
  };
}

async function inferred(
  where: string,
  folder: string,
  files: FolderFiles,
  wanted: readonly string[] | null,
): Promise<ImageFolder> {
  const folders = await files.folders();
  const missing = wanted?.find((name) => !folders.includes(name));
  if (missing !== undefined) {
    throw new ArgumentError({
      where,
      problem: `\`classNames\` must be folders of "${folder}", which are ${describe(folders)}, received ${describe(missing)}`,
      fix: 'check the spelling, or leave `classNames` out',
    });
  }
  const classNames = wanted ?? folders;
  if (classNames.length === 0) {
    throw new DataError({
      where,
      problem: `"${folder}" has no folders, and each folder is a class`,
      fix: 'put the pictures of each class into a folder of its own, or pass { labels: null }',
    });
  }
  const found: ImageFile[] = [];
  for (const [label, name] of classNames.entries()) {
    for (const inner of await files.images(name)) found.push({ path: files.path(inner), label });
  }
  return { files: found, classNames };
}

function requireLabels(where: string, labels: unknown): 'inferred' | readonly number[] | null {
  if (labels === 'inferred' || labels === null) return labels;
  if (Array.isArray(labels) && labels.every((label) => Number.isSafeInteger(label) && label >= 0)) {
    return labels as readonly number[];
  }
  throw new ArgumentError({
    where,
    problem: `\`labels\` must be 'inferred', null or a list of whole numbers, received ${describe(labels)}`,
    fix: "pass { labels: 'inferred' }",
  });
}
