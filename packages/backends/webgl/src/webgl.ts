import type { Availability, Backend } from '@myelin/core';

/** The graphics processor of a browser, through WebGL 2. Operations are those of tfjs-backend-webgl. */
export const webgl: Backend = {
  name: 'webgl',
  priority: 10,
  capabilities: { deviceMemory: true, deterministic: true },
  available: async (): Promise<Availability> => {
    const canvas = globalThis.OffscreenCanvas
      ? new OffscreenCanvas(1, 1)
      : globalThis.document?.createElement('canvas');
    if (canvas?.getContext('webgl2')) return { available: true };
    return {
      available: false,
      reason: canvas ? 'this browser offers no WebGL 2' : 'there is no canvas: not in a browser',
      fix: "use the cpu backend: useBackend('cpu')",
    };
  },
  load: async (): Promise<void> => {
    await import('@tensorflow/tfjs-backend-webgl');
  },
};
