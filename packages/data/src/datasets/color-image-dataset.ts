import { DataError, NdArray } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { tarGzFiles } from '../formats/tar-gz.ts';
import type { DownloadOptions } from '../sources/download-options.ts';
import { fetchPublicFile, type PublicFile } from '../sources/public-file.ts';
import type { ImageDataset, ImageSplit, LabeledImages } from './image-dataset.ts';

/** What sets one data set of this kind apart from another. */
export interface ColorImageDatasetFacts extends Omit<ImageDataset<DownloadOptions>, 'load'> {
  readonly archive: PublicFile;
  /** Paths in the archive, in order. */
  readonly trainFiles: readonly string[];
  readonly testFiles: readonly string[];
  /** Images in each of these files. */
  readonly imagesPerFile: number;
}

const SIDE = 32;
const CHANNEL = SIDE * SIDE;
/** A label, then the red, the green and the blue values. */
const RECORD = 1 + 3 * CHANNEL;

/** A data set in the format of CIFAR's binary version: files of records in a gzipped tar archive. */
export function colorImageDataset(facts: ColorImageDatasetFacts): ImageDataset<DownloadOptions> {
  const { archive, trainFiles, testFiles, imagesPerFile, ...description } = facts;
  const paths = [...trainFiles, ...testFiles];
  return {
    ...description,
    async load(options: DownloadOptions = {}): Promise<ImageSplit> {
      const where = `${facts.name}.load`;
      const parts = {
        train: emptyPart(trainFiles.length * imagesPerFile),
        test: emptyPart(testFiles.length * imagesPerFile),
      };
      const missing = new Set(paths);
      const files = tarGzFiles(await fetchPublicFile(where, facts.name, archive, options), {
        where,
        // Besides the records an archive has headers, and texts that describe it.
        maxBytes: 2 * paths.length * imagesPerFile * RECORD + 2 ** 20,
        wanted: (name) => missing.has(name),
        signal: options.signal,
      });
      for await (const { name, content } of files) {
        if (content.length !== imagesPerFile * RECORD) throw incomplete(where, name);
        const [part, at] = testFiles.includes(name)
          ? [parts.test, testFiles.indexOf(name)]
          : [parts.train, trainFiles.indexOf(name)];
        readRecords(content, part, at * imagesPerFile);
        missing.delete(name);
      }
      for (const name of missing) throw incomplete(where, name);
      return parts;
    },
  };
}

const emptyPart = (count: number): LabeledImages => ({
  images: new NdArray(new Uint8Array(count * 3 * CHANNEL), [count, SIDE, SIDE, 3]),
  labels: new NdArray(new Uint8Array(count), [count]),
});

/** Puts records into the rows from `first` on, the three colors of a pixel side by side. */
function readRecords(content: Bytes, { images, labels }: LabeledImages, first: number): void {
  for (let begin = 0, row = first; begin < content.length; begin += RECORD, row++) {
    labels.data[row] = content[begin] ?? 0;
    let to = row * 3 * CHANNEL;
    for (let from = begin + 1; from <= begin + CHANNEL; from++) {
      images.data[to++] = content[from] ?? 0;
      images.data[to++] = content[from + CHANNEL] ?? 0;
      images.data[to++] = content[from + 2 * CHANNEL] ?? 0;
    }
  }
}

const incomplete = (where: string, name: string): DataError =>
  new DataError({
    where,
    problem: `the archive must hold \`${name}\` with all of its images`,
    fix: 'fetch it again and compare its checksum',
  });
