/** Reads the reviews of IMDB in the archive of their authors, or in one for each part. */

import type { Bytes } from '../formats/bytes.ts';
import { type ArchivedFile, tarGzFiles } from '../formats/tar-gz.ts';

/** One review, or what was made of it. */
export interface Review<Content> {
  readonly content: Content;
  /** 0 for negative, 1 for positive. */
  readonly label: number;
  /** The number in the name of its file: it is unique among reviews of one part and label. */
  readonly id: number;
}

export interface Reviews<Content> {
  readonly train: readonly Review<Content>[];
  readonly test: readonly Review<Content>[];
}

export interface ReadReviewsOptions<Content> {
  /** Function that errors name. */
  readonly where: string;
  /** What to keep of a review. */
  readonly keep: (text: Bytes) => Content;
  readonly signal: AbortSignal | undefined;
}

/** aclImdb/train/pos/9999_10.txt: part, label, id and stars. Reviews without label are in train/unsup. */
const NAME = /^aclImdb\/(train|test)\/(pos|neg)\/(\d{1,9})_\d{1,2}\.txt$/;
/** The archive of the authors unpacks to less than half of this. */
const MAX_BYTES = 2 ** 30;

/** The reviews of both parts, negative ones first, by their ids: the order in the archive says nothing. */
export async function readReviews<Content>(
  archives: readonly Bytes[],
  { where, keep, signal }: ReadReviewsOptions<Content>,
): Promise<Reviews<Content>> {
  const parts = { train: [] as Review<Content>[], test: [] as Review<Content>[] };
  const add = ({ name, content }: ArchivedFile): void => {
    const [, part, label, id] = NAME.exec(name) ?? [];
    if (part !== 'train' && part !== 'test') return;
    parts[part].push({ content: keep(content), label: label === 'pos' ? 1 : 0, id: Number(id) });
  };
  const options = {
    where,
    maxBytes: MAX_BYTES,
    wanted: (name: string) => NAME.test(name),
    signal,
  };
  await Promise.all(
    archives.map(async (archive) => {
      for await (const file of tarGzFiles(archive, options)) add(file);
    }),
  );
  for (const reviews of Object.values(parts)) {
    reviews.sort((a, b) => a.label - b.label || a.id - b.id);
  }
  return parts;
}
