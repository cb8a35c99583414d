import { encode } from 'fast-png';
import type { NdArray } from 'myelin';
import { Html } from './html.ts';

/**
 * A gray picture as an `img` that brings its own bytes.
 *
 * @param image - Values from 0 to `white`; 0 is drawn as paper, `white` as ink. @shape `[height, width]`
 */
export function picture(image: NdArray, white: number, alternative: string): Html {
  const [height = 0, width = 0] = image.shape;
  const data = Uint8Array.from(image.data, (value) => 255 - Math.round((255 * value) / white));
  const bytes = encode({ width, height, data, channels: 1, depth: 8 });
  const source = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
  return new Html(`<img src="${source}" width="${width}" height="${height}" alt="${alternative}">`);
}
