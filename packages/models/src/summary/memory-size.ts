import { formatFixed } from '@myelin/core';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * Size in memory as Keras prints it.
 *
 * @example
 * formatMemorySize(407_080) // => '397.54 KB'
 */
export function formatMemorySize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${formatFixed(size, 2)} ${units[unit]}`;
}
