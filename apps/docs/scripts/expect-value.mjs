import { inspect } from 'node:util';

/**
 * Fails unless `value` is what a page says it is.
 *
 * Numbers may differ by half a unit of the last digit that the page shows. Text is compared as it would be printed.
 */
export function expectValue(value, text) {
  if (printed(value) === text.trim() || agree(plain(value), parsed(text))) return;
  throw new Error(`the page says  ${text}\n  but it is   ${printed(value)}`);
}

const printed = (value) =>
  (typeof value === 'string'
    ? value
    : inspect(value, { depth: 8, breakLength: Number.POSITIVE_INFINITY })
  )
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** Numbers become `{ near, within }`, so that what was rounded on the page is compared as it was rounded. */
function parsed(text) {
  const marked = text.replace(
    /'(?:[^'\\]|\\.)*'|(?<![\w.$])-?\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/g,
    (part) => {
      if (part.startsWith("'")) return part;
      const [mantissa = '', exponent = '0'] = part.split('e');
      const decimals = mantissa.split('.')[1]?.length;
      const within = decimals === undefined ? 0 : 0.5000001 * 10 ** (Number(exponent) - decimals);
      return `{ near: ${part.startsWith('-') ? `(${part})` : part}, within: ${within} }`;
    },
  );
  try {
    return new Function(`return (${marked});`)();
  } catch {
    return undefined;
  }
}

/** Typed arrays, arrays of ours and tensors as lists. */
function plain(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.toArray === 'function') return value.toArray();
  if (typeof value.arraySync === 'function') return value.arraySync();
  if (ArrayBuffer.isView(value)) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

function agree(value, wanted) {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if ('near' in wanted) {
    return typeof value === 'number' && Math.abs(value - wanted.near) <= wanted.within;
  }
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(wanted);
  return (
    Array.isArray(value) === Array.isArray(wanted) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => agree(value[key], wanted[key]))
  );
}
