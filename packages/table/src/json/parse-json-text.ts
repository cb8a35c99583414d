import { DataError } from '@myelin/core';

/** A number of so many digits may be more than a double holds. */
const LONG_NUMBER = /\d{16}/;

/**
 * What JSON text stands for. Whole numbers with more digits than doubles hold become texts; where the platform does not tell how
 * they were written (before Node 22) they are refused.
 *
 * @throws {@link DataError} the text is no JSON, or holds such a number.
 */
export function parseJsonText(where: string, name: string, text: string, line = 1): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof LostDigits) throw lostDigitsError(where, name, cause);
    const message = cause instanceof Error ? cause.message : String(cause);
    const word = NOT_A_NUMBER.exec(text);
    const place = /position (\d+)/.exec(message)?.[1] ?? word?.index;
    const before = text.slice(0, Number(place ?? 0));
    const isKnown = place !== undefined || !text.includes('\n');
    const at = isKnown ? ` in line ${line + (before.match(/\n/g)?.length ?? 0)}` : '';
    throw new DataError({
      where,
      problem: `${name} is no JSON${at}: ${message.replaceAll('\n', ' ').slice(0, 160)}`,
      fix: word ? 'write null, JSON has no NaN and no Infinity' : fixFor(text),
      cause,
    });
  }
}

/** Numbers that Python's json writes and JSON does not know. */
const NOT_A_NUMBER = /(?<=[[:,]\s*)-?(NaN|Infinity)\b/;

function fixFor(text: string): string {
  const [first = '', second = ''] = text.split('\n', 2);
  const isLines = first.trim().startsWith('{') && second.trim().startsWith('{');
  return isLines
    ? 'read a file with one object a line with readNdjson()'
    : 'check that it is the whole file';
}

/** The third argument is the newer half of the language: how the value was written. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  if (source !== undefined) return /^-?\d+$/.test(source) ? source : value;
  if (Number.isInteger(value) && Math.abs(value) < ALL_DIGITS) throw new LostDigits(String(value));
  return value;
}

/** Numbers below it are printed with all their digits. */
const ALL_DIGITS = 1e21;

/** A whole number that was written with digits that nobody can tell any more. */
class LostDigits extends Error {}

const lostDigitsError = (where: string, name: string, cause: LostDigits): DataError =>
  new DataError({
    where,
    problem: `${name} holds a whole number of which a double does not hold all digits: about ${cause.message}`,
    fix: 'write it as a text in quotes, or read it with Node 22 or newer, which keeps the digits',
    cause,
  });
