/** 1 where `codes` holds `code`, 0 elsewhere. */
export function indicatorOf(codes: Int32Array, code: number): Uint8Array {
  const indicator = new Uint8Array(codes.length);
  for (let i = 0; i < indicator.length; i++) indicator[i] = codes[i] === code ? 1 : 0;
  return indicator;
}
