import type { NdArray } from '@myelin/core';

/** Images with their labels, row by row. */
export interface LabeledImages {
  /** Values as `uint8`: gray ones `[count, height, width]`, colors `[count, height, width, 3]`. */
  readonly images: NdArray;
  /** Class indices as `uint8`: `[count]`. */
  readonly labels: NdArray;
}

/** Images to learn from, and others to judge what was learnt. */
export interface ImageSplit {
  readonly train: LabeledImages;
  readonly test: LabeledImages;
}

/** A data set of labeled images. */
export interface ImageDataset<Options> {
  readonly name: string;
  /** What is in it, in a sentence. */
  readonly description: string;
  /** Terms as its authors state them. */
  readonly license: string;
  /** Whom to cite, and where it comes from. */
  readonly source: string;
  /** Name of each class; a label is an index into this list. */
  readonly classNames: readonly string[];
  load(options?: Options): Promise<ImageSplit>;
}
