import type { Bytes } from '../formats/bytes.ts';
import { type DownloadOptions, downloadSettings } from './download-options.ts';
import { fetchFile } from './fetch-file.ts';
import type { FileFacts } from './remote-file.ts';

/** A file with the public folders that hold it. */
export type PublicFile = FileFacts & { readonly name: string; readonly mirrors: readonly string[] };

/**
 * The verified content of a public file, as {@link fetchFile}.
 *
 * @param folder - Name of the data set, and of the folder for its files.
 * @param ownOptions - Names of options that have nothing to do with the download.
 */
export function fetchPublicFile(
  where: string,
  folder: string,
  { mirrors, ...file }: PublicFile,
  options: DownloadOptions,
  ownOptions: readonly string[] = [],
): Promise<Bytes> {
  return fetchFile({ folder, ...file }, downloadSettings(where, options, mirrors, ownOptions));
}
