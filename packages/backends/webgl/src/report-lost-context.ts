import { BackendError } from '@myelin/core';
import { findBackend } from '@tensorflow/tfjs-core';

/** The part of tfjs's webgl backend that is used here. */
interface WebglBackend {
  readonly gpgpu: { readonly gl: { readonly canvas: EventTarget } };
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
}

/**
 * Lets every later reading of values fail once the browser has taken the graphics context away (a driver crash, a
 * laptop that changes processors). All tensors are gone then; tfjs would answer zeros.
 */
export function reportLostContext(): void {
  const backend = findBackend('webgl') as unknown as WebglBackend | null;
  backend?.gpgpu.gl.canvas.addEventListener('webglcontextlost', () => {
    const fail = (): never => {
      throw new BackendError({
        where: 'webgl',
        problem: 'the browser took the graphics context away, and all tensors with it',
        fix: 'reload the page and continue from saved weights',
      });
    };
    backend.readSync = fail;
    backend.read = async () => fail();
  });
}
