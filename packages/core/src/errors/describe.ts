/** Lists inside lists that are shown. */
const DEEPEST = 3;

/** A value as an error message shows it: short, unambiguous, on one line. */
export function describe(value: unknown): string {
  return describeAt(value, 0);
}

function describeAt(value: unknown, depth: number): string {
  if (typeof value === 'string') return `"${shorten(value)}"`;
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value === 'symbol') return shorten(String(value));
  if (typeof value === 'function') {
    return `${isClass(value) ? 'class' : 'function'} ${shorten(String(value.name)) || '(unnamed)'}`;
  }
  if (Array.isArray(value)) {
    if (depth === DEEPEST && value.length > 0) return '[…]';
    const shown = value
      .slice(0, 6)
      .map((item) => describeAt(item, depth + 1))
      .join(', ');
    return value.length > 6 ? `[${shown}, … ${value.length} items]` : `[${shown}]`;
  }
  const name = Object.getPrototypeOf(value)?.constructor?.name as string | undefined;
  if (ArrayBuffer.isView(value)) return `${name} of ${value.byteLength} bytes`;
  if (name && name !== 'Object') return `an instance of ${name}`;
  const keys = Object.keys(value as object);
  return keys.length > 0 ? `an object with ${shorten(keys.join(', '))}` : 'an empty object';
}

/** Whether a function is a class, which cannot be called. */
export const isClass = (value: unknown): boolean =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

const shorten = (text: string): string => {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  // The end of a line is shown, not made.
  return short.replace(/[\r\n]/g, (end) => (end === '\n' ? '\\n' : '\\r'));
};
