import { readFileSync } from 'node:fs';
import { onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { tensor } from './creation.ts';
import { resizeImages } from './resize-images.ts';
onEachBackend('x', () => {
  test('cmp', () => {
    for (const c of JSON.parse(readFileSync('/tmp/geo/resize.json', 'utf8'))) {
      const y = resizeImages(tensor(Float32Array.from(c.x), 'float32', c.shape), c.size, { interpolation: c.method, antialias: c.aa });
      const v = y.dataSync();
      let worst = 0;
      for (let i = 0; i < v.length; i++) worst = Math.max(worst, Math.abs(v[i]! - c.y[i]));
      if (worst > 2e-4) console.log(c.method, c.aa, c.shape.join(), c.size.join(), worst, v.length, c.y.length);
    }
  });
});
