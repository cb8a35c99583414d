import { parseArgs } from 'node:util';
import { wholeNumber } from '@myelin/example-terminal';
import { ArgumentError, describe } from 'myelin';

export interface StreamingOptions {
  /** Size of the file that is made, in bytes. */
  readonly size: number;
  readonly epochs: number;
}

const units: Readonly<Record<string, number>> = { kB: 1e3, MB: 1e6, GB: 1e9 };

/** @throws {@link ArgumentError} a flag is unknown, or a value outside its domain. */
export function readOptions(args: readonly string[]): StreamingOptions {
  const flags = { size: { type: 'string' }, epochs: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: flags });
    return {
      size: bytesOf(values.size ?? '8MB'),
      epochs: wholeNumber('epochs', values.epochs ?? '3', { min: 1, example: 3 }),
    };
  } catch (cause) {
    if (cause instanceof ArgumentError || !(cause instanceof Error)) throw cause;
    throw new ArgumentError({
      where: 'flags',
      problem: cause.message.split('. ')[0] ?? '',
      fix: 'npm run example -- streaming-csv [--size 5GB] [--epochs 3]',
      cause,
    });
  }
}

/** `'5GB'` in bytes, in powers of ten as disks are sold. */
function bytesOf(text: string): number {
  const [, number = '', unit = ''] = /^([0-9]+(?:\.[0-9]+)?) ?([a-z]+)$/i.exec(text) ?? [];
  const known = Object.keys(units).find((name) => name.toLowerCase() === unit.toLowerCase());
  const bytes = Math.round(Number(number) * (units[known ?? ''] ?? Number.NaN));
  if (Number.isSafeInteger(bytes) && bytes >= 500_000) return bytes;
  throw new ArgumentError({
    where: 'flags',
    problem: `\`--size\` must be at least 500kB, received ${describe(text)}`,
    fix: 'pass for example --size 8MB or --size 5GB',
  });
}
