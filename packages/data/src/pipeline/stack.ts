import { DataError, formatShape, NdArray, type NumericArray, ShapeError } from '@myelin/core';
import { type Example, mapArrays } from './example.ts';

/**
 * Elements as one, along a new first axis. There must be at least one.
 *
 * @throws {@link ShapeError} arrays of one name differ in shape.
 * @throws {@link DataError} an element lacks an array that the first one has, has one more, or of another type.
 */
export function stack<E extends Example>(elements: readonly E[]): E {
  const first = elements[0] as E;
  return mapArrays(first, (model, name) => {
    const Storage = model.data.constructor as new (size: number) => NumericArray;
    const data = new Storage(elements.length * model.size);
    for (const [i, element] of elements.entries()) {
      checkNames(first, element, i);
      const array = element[name as keyof Example] as NdArray;
      checkLikeness(name, model, array, i);
      data.set(array.data, i * model.size);
    }
    return new NdArray(data, [elements.length, ...model.shape], model.dtype);
  });
}

const where = 'Dataset.batch';

function checkNames(first: Example, element: Example, i: number): void {
  const names = (example: Example): string => Object.keys(example).sort().join(', ');
  if (names(element) === names(first)) return;
  throw new DataError({
    where,
    problem: `element ${i} of the batch has ${names(element)} where the first has ${names(first)}`,
    fix: 'return the same arrays for every element from map()',
  });
}

function checkLikeness(name: string, model: NdArray, array: NdArray, i: number): void {
  if (array.dtype !== model.dtype) {
    throw new DataError({
      where,
      problem: `\`${name}\` of element ${i} of the batch is ${array.dtype} where the first is ${model.dtype}`,
      fix: `convert it in map(), for example with ${name}.astype('${model.dtype}')`,
    });
  }
  if (formatShape(array.shape) === formatShape(model.shape)) return;
  throw new ShapeError({
    where,
    problem: `\`${name}\` of element ${i} of the batch has shape ${formatShape(array.shape)} where the first has ${formatShape(model.shape)}`,
    fix: 'pad or crop the elements to one shape with map() before batch()',
  });
}
