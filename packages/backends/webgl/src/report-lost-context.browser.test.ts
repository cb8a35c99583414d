import { BackendError, tensor, useBackend } from '@myelin/core';
import { backend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { webgl } from './webgl.ts';

test('values cannot be read any more once the browser took the context away', async () => {
  await useBackend(webgl);
  const x = tensor([1, 2, 3]).mul(2);
  expect(Array.from(x.dataSync())).toEqual([2, 4, 6]);
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  const lost = new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await lost;
  const y = x.mul(2);
  expect(() => y.dataSync()).toThrow(BackendError);
  await expect(y.data()).rejects.toThrow(/took the graphics context away/);
});
