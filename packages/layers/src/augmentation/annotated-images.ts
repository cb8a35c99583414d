import type { Tensor, TensorLike, WithLeaves } from '@myelin/core';
import type { BoundingBoxes } from './bounding-boxes.ts';

/** Images with what belongs to them, one entry for each image. */
export type AnnotatedImages = {
  /** @shape `[batch, height, width, channels]`, or with channels first */
  readonly images: Tensor;
  /** Shares of classes for each image. @shape `[batch, classes]` */
  readonly labels?: Tensor;
  /** @shape as the images, with other channels */
  readonly segmentationMasks?: Tensor;
  /** Only for layers that leave pixels where they are. */
  readonly boundingBoxes?: BoundingBoxes;
};

/** Images alone, or with what belongs to them. */
export type ImagesOrAnnotated = Tensor | AnnotatedImages;

/** The same as users may give it. */
export type AnnotatedArrays = WithLeaves<AnnotatedImages, Tensor, TensorLike>;
