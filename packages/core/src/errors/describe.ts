/** A value as an error message shows it: short, unambiguous, on one line. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `"${shorten(value)}"`;
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value === 'function') return `function ${value.name || '(unnamed)'}`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 6).map(describe).join(', ');
    return value.length > 6 ? `[${shown}, … ${value.length} items]` : `[${shown}]`;
  }
  const name = Object.getPrototypeOf(value)?.constructor?.name as string | undefined;
  if (ArrayBuffer.isView(value)) return `${name} of ${value.byteLength} bytes`;
  if (name && name !== 'Object') return `an instance of ${name}`;
  const keys = Object.keys(value as object);
  return keys.length > 0 ? `an object with ${shorten(keys.join(', '))}` : 'an empty object';
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
