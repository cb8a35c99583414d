import { DataError } from '@myelin/core';

/** What is decoded, as errors name it. */
export interface ImageSource {
  /** The function that was called. */
  readonly where: string;
  /** `the image`, or the file's name in quotes. */
  readonly title: string;
}

/** The bytes are not what their format says. */
export function damaged(
  { where, title }: ImageSource,
  problem: string,
  cause?: unknown,
): DataError {
  return new DataError({
    where,
    problem: `${title} is damaged or cut off: ${problem}`,
    fix: 'fetch or save the file anew, or leave it out',
    cause,
  });
}

/** The bytes are as their format allows, and still cannot be read here. */
export function unreadable({ where, title }: ImageSource, problem: string, fix: string): DataError {
  return new DataError({ where, problem: `${title} cannot be read: ${problem}`, fix });
}

/** Refuses sizes before there is room for them. @throws {@link DataError} */
export function requirePixelCount(
  source: ImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  maxPixels: number,
): void {
  if (width < 1 || height < 1) throw damaged(source, `it has ${width} × ${height} pixels`);
  if (width * height <= maxPixels) return;
  throw new DataError({
    where: source.where,
    problem: `${source.title} has ${width} × ${height} pixels, and \`maxPixels\` is ${maxPixels}`,
    fix: `make it smaller, or pass { maxPixels: ${width * height} } if you trust it`,
  });
}
