/** Which of two texts comes later by the code points of Unicode, which is the order of their UTF-8 bytes. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const first = a.charCodeAt(i);
    const second = b.charCodeAt(i);
    if (first !== second) return order(first) - order(second);
  }
  return a.length - b.length;
}

/** Halves of pairs stand for code points above all others. */
const order = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
