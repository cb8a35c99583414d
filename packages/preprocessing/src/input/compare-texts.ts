/**
 * The order of Python's texts: by code points. JavaScript's own is by UTF-16 units, which puts `'😀'` before `'ﬀ'`.
 *
 * @returns below 0 if `a` comes first, above 0 if `b` does, 0 if they are equal.
 */
export function compareTexts(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const isPairX = isSurrogate(x);
    // Half of a pair stands for a code point beyond all that one unit can be.
    if (isPairX !== isSurrogate(y)) return isPairX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
