import type { Availability, Backend } from '@myelin/core';
import { fixOddInnerSizes } from './kernels/odd-inner-size.ts';
import { refusalOf } from './refusal.ts';
import { reportLostContext } from './report-lost-context.ts';

/**
 * The graphics processor of a browser, through WebGL 2. Operations are those of tfjs-backend-webgl.
 *
 * It needs textures of 32-bit numbers: where a device has only those of 16 bits it declines, because training
 * would go wrong silently.
 */
export const webgl: Backend = {
  name: 'webgl',
  priority: 10,
  capabilities: { deviceMemory: true, deterministic: true },
  available: async (): Promise<Availability> => {
    const canvas = globalThis.OffscreenCanvas
      ? new OffscreenCanvas(1, 1)
      : globalThis.document?.createElement('canvas');
    const reason = refusalOf(canvas);
    if (reason === undefined) return { available: true };
    return { available: false, reason, fix: "use the cpu backend: useBackend('cpu')" };
  },
  load: async (): Promise<void> => {
    await import('@tensorflow/tfjs-backend-webgl');
    fixOddInnerSizes();
    reportLostContext();
  },
};
