import { add64, rotateLeft64, unsigned64 } from './unsigned64.ts';

/** Two 64-bit words; negative numbers stand for those with the same bits. */
export type SipKey = readonly [number, number];

/**
 * SipHash-2-4: a 64-bit hash of bytes that depends on a key.
 *
 * @source Aumasson & Bernstein 2012.
 */
export function sipHash64(bytes: Uint8Array, key: SipKey): bigint {
  const k0 = unsigned64(BigInt(key[0]));
  const k1 = unsigned64(BigInt(key[1]));
  const state: State = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  // The last word holds the rest and, in its highest byte, the length.
  const words = Math.floor(bytes.length / 8) + 1;
  const padded = new Uint8Array(words * 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length & 0xff;
  const view = new DataView(padded.buffer);
  for (let i = 0; i < words; i++) {
    const word = view.getBigUint64(i * 8, true);
    state[3] ^= word;
    mix(state, 2);
    state[0] ^= word;
  }
  state[2] ^= 0xffn;
  mix(state, 4);
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}

type State = [bigint, bigint, bigint, bigint];

function mix(state: State, rounds: number): void {
  let [a, b, c, d] = state;
  for (let i = 0; i < rounds; i++) {
    a = add64(a, b);
    b = rotateLeft64(b, 13n) ^ a;
    a = rotateLeft64(a, 32n);
    c = add64(c, d);
    d = rotateLeft64(d, 16n) ^ c;
    a = add64(a, d);
    d = rotateLeft64(d, 21n) ^ a;
    c = add64(c, b);
    b = rotateLeft64(b, 17n) ^ c;
    c = rotateLeft64(c, 32n);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
