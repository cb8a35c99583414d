/** What a layer made of layers is like, found by running it on zeros. */

import { tidy } from '../memory/memory.ts';
import { requireRoom } from '../shapes/room.ts';
import type { Shape } from '../shapes/shape.ts';
import { mapLeaves, type Structure } from '../structure/structure.ts';
import { isShape, shapesIn, shapesOf } from '../structure/tensors.ts';
import { zeros } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { AnyLayer } from './layer-types.ts';
import { Pass } from './pass.ts';

/** Builds the layers inside, which are built when they are called. */
export function buildByRunning(layer: AnyLayer, input: Structure<Shape>): void {
  if (layer.sublayers.some((inside) => !inside.isBuilt)) runOnZeros(layer, input, {}, 1);
}

/** Shapes of the results, whose batch axis is that of the first input. A size that changes with an unknown one of the input is unknown. */
export function shapeByRunning(
  layer: AnyLayer,
  input: Structure<Shape>,
  call: object,
): Structure<Shape> {
  layer.buildFor(input);
  const found = runOnZeros(layer, input, call, 1);
  const isOpen = shapesIn(input).some((shape) => shape.slice(1).includes(null));
  const others = shapesIn(isOpen ? runOnZeros(layer, input, call, 2) : found);
  const batch = shapesIn(input)[0]?.[0] ?? null;
  let next = 0;
  return mapLeaves<Shape, Shape>(found, isShape, (shape) => {
    const other = others[next++] ?? [];
    return shape.map((size, axis) => {
      if (axis === 0) return batch;
      return size === other[axis] ? size : null;
    });
  });
}

/** Shapes of what the layer makes of zeros, with `unknown` for sizes that are not known. */
function runOnZeros(
  layer: AnyLayer,
  input: Structure<Shape>,
  call: object,
  unknown: number,
): Structure<Shape> {
  return tidy(() => {
    const x = mapLeaves<Shape, Tensor>(input, isShape, (shape) => {
      const known = shape.map((size, axis) => (axis === 0 ? 1 : (size ?? unknown)));
      requireRoom(layer.name, 'an input', known);
      return zeros(known);
    });
    return shapesOf(layer.forward(x, new Pass(), call));
  });
}
