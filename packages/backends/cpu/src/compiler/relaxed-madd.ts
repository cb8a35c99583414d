import { ModuleBuilder } from './wasm/module-builder.ts';

let known: boolean | undefined;

/** Whether this engine has the fused multiply-add of relaxed SIMD (Node 22 and later, current browsers). */
export function hasRelaxedMadd(): boolean {
  known ??= WebAssembly.validate(probe());
  return known;
}

function probe(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder({ minimum: 1, maximum: 1, shared: false });
  module.function([], [], (f) => {
    f.splat(1).splat(2).splat(3).op('f32x4.relaxed_madd').op('drop');
  });
  return module.encode();
}
