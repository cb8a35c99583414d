import type { Bytes } from '../formats/bytes.ts';
import { inflate } from '../formats/inflate.ts';

/** The columns of a table that scripts/embed-tables.py has written. */
export async function embeddedColumns(base64: string): Promise<Float64Array[]> {
  const deflated = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of inflate(deflated as Bytes, 'deflate-raw')) {
    text += decoder.decode(piece, { stream: true });
  }
  return text.split('\n').map((line) => Float64Array.from(line.split(','), Number));
}
