/** Structures of tensors and of their shapes and masks. */

import type { Shape } from '../shapes/shape.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { leavesOf, mapLeaves, type Structure, type WithLeaves } from './structure.ts';

/** One tensor, a list of them, or a record. */
export type Tensors = Structure<Tensor>;

/** Shapes in the structure of tensors. */
export type ShapesOf<T> = WithLeaves<T, Tensor, Shape>;

/** Masks in the structure of tensors; undefined where one has none. */
export type MasksOf<T> = WithLeaves<T, Tensor, Tensor | undefined>;

/** A shape: a list of sizes, which may be unknown. */
export function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every((size) => size === null || typeof size === 'number');
}

export const tensorsIn = (structure: Tensors): Tensor[] => leavesOf(structure, isTensor);

export const shapesIn = (structure: Structure<Shape>): Shape[] => leavesOf(structure, isShape);

/** The shapes of tensors, in their structure. */
export function shapesOf<T extends Tensors>(tensors: T): ShapesOf<T> {
  return mapLeaves<Tensor, Shape>(tensors, isTensor, ({ shape }) => shape) as ShapesOf<T>;
}

/** Tensors with others in the place of each. */
export function mapTensors<T extends Tensors>(tensors: T, change: (x: Tensor) => Tensor): T {
  return mapLeaves<Tensor, Tensor>(tensors, isTensor, change) as T;
}
