import { ndArray } from 'myelin';
import { expect, test } from 'vitest';
import { scrambled, shifted, turned } from './transformations.ts';

// One picture that is dark but for a bright pixel a quarter down, on the left.
const picture = ndArray(
  Array.from({ length: 28 }, (_, y) =>
    Array.from({ length: 28 }, (_, x) => (y === 7 && x === 3 ? 1 : 0)),
  ),
  undefined,
  'float32',
).reshape([1, 28, 28, 1]);

/** Where the bright pixel is. */
function brightest(images: typeof picture): [x: number, y: number] {
  const index = images.reshape([1, 784]).argMax().at(0);
  return [index % 28, Math.floor(index / 28)];
}

test('a quarter turn is counterclockwise about the middle', async () => {
  // What lay x = 3 from the left and y = 7 from the top lies 7 from the left and 27 - 3 from the top.
  expect(brightest(await turned(picture, 90))).toEqual([7, 24]);
});

test('a shift goes to the right and leaves nothing behind', async () => {
  const moved = await shifted(picture, 4);
  expect(brightest(moved)).toEqual([7, 7]);
  expect(moved.sum()).toBe(1);
});

test('all images are scrambled in one way, and nothing is lost', () => {
  const place = brightest(scrambled(picture));
  expect(place).not.toEqual([3, 7]);
  expect(brightest(scrambled(picture))).toEqual(place);
  expect(scrambled(picture).sum()).toBe(1);
});
