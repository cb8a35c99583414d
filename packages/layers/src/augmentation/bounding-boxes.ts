import type { Tensor } from '@myelin/core';

/** Boxes of objects in images, and which objects they are. */
export type BoundingBoxes = {
  /** Four numbers for each box. @shape `[batch, boxes, 4]` */
  readonly boxes: Tensor;
  /** @shape `[batch, boxes]` */
  readonly labels: Tensor;
};

/** Keras's names of what the four numbers of a box are; those that begin with `rel_` are shares of height and width. */
export const boundingBoxFormats = [
  'xyxy',
  'yxyx',
  'xywh',
  'center_xywh',
  'rel_xyxy',
  'rel_yxyx',
  'rel_xywh',
] as const;

export type BoundingBoxFormat = (typeof boundingBoxFormats)[number];
