import { add, square, tensor } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { turn } from './turn.ts';

onEachBackend('turn', () => {
  test('is exact for quarter turns', () => {
    using degrees = tensor([-270, -180, -90, 0, 90, 180, 270, 360], 'float32');
    const { cosine, sine } = turn(degrees);
    expectClose(cosine, [0, -1, 0, 1, 0, -1, 0, 1], { absolute: 0, relative: 0 });
    expectClose(sine, [1, 0, -1, 0, 1, 0, -1, 0], { absolute: 0, relative: 0 });
    cosine.dispose();
    sine.dispose();
  });

  test('is accurate to float32 in between', () => {
    const angles = Float32Array.from({ length: 289 }, (_, i) => (i - 144) * 2.7);
    using degrees = tensor(angles, 'float32');
    const { cosine, sine } = turn(degrees);
    const radians = [...angles].map((angle) => (angle * Math.PI) / 180);
    const accuracy = { absolute: 3e-7, relative: 0 };
    expectClose(cosine, radians.map(Math.cos), accuracy);
    expectClose(sine, radians.map(Math.sin), accuracy);
    using lengths = add(square(cosine), square(sine));
    expect(Math.max(...lengths.dataSync())).toBeLessThan(1.000001);
    cosine.dispose();
    sine.dispose();
  });
});
