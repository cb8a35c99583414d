import { ArgumentError, describe } from '@myelin/core';

/**
 * One number for each channel, of one for all or a list.
 *
 * @throws {@link ArgumentError} there are not as many numbers as channels.
 */
export function borderValues(where: string, value: unknown, channels: number): readonly number[] {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return new Array<number>(channels).fill(value);
  }
  if (Array.isArray(value) && value.length === channels && value.every(Number.isFinite)) {
    return value as readonly number[];
  }
  throw new ArgumentError({
    where,
    problem: `\`borderValue\` must be a number, or one for each of ${channels} channels, received ${describe(value)}`,
    fix: 'pass for example { borderValue: 0 }',
  });
}
