/**
 * The innermost loops of element-wise operations on two operands, one written out for each operation: a loop that is
 * handed the operation as a function is several times slower, because the engine does not inline it.
 *
 * `count` results are written from `o` on; the operands advance by `da` and `db`, which are 0 where one is repeated.
 */
export type BinaryLoop = (
  out: { [index: number]: number },
  o: number,
  count: number,
  a: Float32Array,
  ia: number,
  da: number,
  b: Float32Array,
  ib: number,
  db: number,
) => void;

export const add: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) + (b[ib + i * db] as number);
  }
};

export const sub: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) - (b[ib + i * db] as number);
  }
};

export const mul: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) * (b[ib + i * db] as number);
  }
};

export const div: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) / (b[ib + i * db] as number);
  }
};

export const squaredDifference: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    const difference = (a[ia + i * da] as number) - (b[ib + i * db] as number);
    out[o + i] = difference * difference;
  }
};

export const maximum: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = Math.max(a[ia + i * da] as number, b[ib + i * db] as number);
  }
};

export const minimum: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = Math.min(a[ia + i * da] as number, b[ib + i * db] as number);
  }
};

export const greater: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) > (b[ib + i * db] as number) ? 1 : 0;
  }
};

export const greaterEqual: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) >= (b[ib + i * db] as number) ? 1 : 0;
  }
};

export const less: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) < (b[ib + i * db] as number) ? 1 : 0;
  }
};

export const lessEqual: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) <= (b[ib + i * db] as number) ? 1 : 0;
  }
};

export const equal: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) === (b[ib + i * db] as number) ? 1 : 0;
  }
};

export const notEqual: BinaryLoop = (out, o, count, a, ia, da, b, ib, db) => {
  for (let i = 0; i < count; i++) {
    out[o + i] = (a[ia + i * da] as number) !== (b[ib + i * db] as number) ? 1 : 0;
  }
};
