import type { CellReader } from './csv-column.ts';
import type { CsvSettings } from './csv-options.ts';
import { numberParser } from './number-parser.ts';

/** How single fields are read under these settings. */
export function cellReader(settings: CsvSettings): CellReader {
  const { missing, trim } = settings;
  const parseNumber = numberParser(settings);
  return {
    parseNumber,
    trim,
    missing: new Set(missing),
    numbersMayBeMissing: missing.some((word) => parseNumber(word) !== undefined),
    longestMissing: missing.reduce((longest, { length }) => Math.max(longest, length), 0),
  };
}
