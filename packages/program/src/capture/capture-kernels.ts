/** Kernels of the capturing backend in tfjs's registry. */

import { currentLayerScope } from '@myelin/core';
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { getKernel, getKernelsForBackend, registerKernel } from '@tensorflow/tfjs-core';
import type { CaptureBackend, KernelCall } from './capture-backend.ts';
import { inLayer } from './capture-error.ts';
import { registerScan } from './capture-scan.ts';
import { shapeRules } from './shape-rules/shape-rules.ts';

/** Name of the backend. tfjs splits names at underscores, so there is none in it. */
export const CAPTURE = 'capture';

/**
 * Makes the kernels known that can be captured, and those of another backend as ones that cannot.
 *
 * @param other - Name of the backend that the computation would run on.
 */
export function registerCaptureKernels(other: string | undefined): void {
  if (!getKernel('Identity', CAPTURE)) {
    for (const [kernel, rule] of Object.entries(shapeRules)) {
      register(kernel, (backend, call) => backend.record(call, rule));
    }
    registerScan(CAPTURE);
  }
  for (const { kernelName } of other ? getKernelsForBackend(other) : []) {
    if (!getKernel(kernelName, CAPTURE)) register(kernelName, refuse);
  }
}

function register(
  kernelName: string,
  run: (backend: CaptureBackend, call: KernelCall) => ReturnType<CaptureBackend['record']>,
): void {
  registerKernel({
    kernelName,
    backendName: CAPTURE,
    kernelFunc: ({ inputs, attrs, backend }) =>
      run(backend as CaptureBackend, {
        kernel: kernelName,
        inputs,
        attributes: (attrs ?? {}) as NamedAttrMap & Record<string, unknown>,
      }),
  });
}

function refuse(backend: CaptureBackend, { kernel }: KernelCall): never {
  const scope = currentLayerScope();
  throw backend.refuse(`${kernel} is used${inLayer(scope)}, which programs do not know`, {
    kernel,
    scope,
  });
}
