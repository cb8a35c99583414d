import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

const SIGN_BIT = -0x80000000;

/** Gives the value on the stack, which is not negative or has this sign already, the sign of `x`; so -0 stays -0. */
export function emitSignOf(f: FunctionBuilder, x: Local): void {
  f.get(x).splatI32(SIGN_BIT).op('v128.and').op('v128.or');
}
