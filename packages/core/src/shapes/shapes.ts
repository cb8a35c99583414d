/** Shapes of several tensors. */

import { mapLeaves, type Structure } from '../structure/structure.ts';
import { isShape, shapesIn } from '../structure/tensors.ts';
import { formatShape, type Shape, shapesAgree } from './shape.ts';

/** Shapes as messages print them: `[?, 3]`, `[?, 3] and [?, 4]`. */
export function formatShapes(shapes: Structure<Shape>): string {
  const parts: string[] = [];
  mapLeaves<Shape, void>(shapes, isShape, (shape, path) => {
    const isNamed = path !== '' && !/^\d/.test(path);
    parts.push(isNamed ? `${path} ${formatShape(shape)}` : formatShape(shape));
  });
  return parts.join(' and ');
}

/** Whether shapes stand in the same lists and records. */
export function sameStructure(a: Structure<Shape>, b: Structure<Shape>): boolean {
  const placesIn = (shapes: Structure<Shape>): string => {
    const places: string[] = [];
    mapLeaves<Shape, void>(shapes, isShape, (_, path) => places.push(path));
    return places.join();
  };
  return (isShape(a) && isShape(b)) || placesIn(a) === placesIn(b);
}

/** Whether as many shapes agree, each with its counterpart. */
export function sameShapes(a: Structure<Shape>, b: Structure<Shape>): boolean {
  if (isShape(a) && isShape(b)) return shapesAgree(a, b);
  const [first, second] = [shapesIn(a), shapesIn(b)];
  return (
    first.length === second.length &&
    first.every((shape, i) => shapesAgree(shape, second[i] as Shape))
  );
}
