import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { tarGzFiles } from './tar-gz.ts';

test('a page unpacks archives, too', async () => {
  const sizes = [6146, 1, 6146, 0, 300_000];
  const entries = sizes.map((size, i) => ({
    header: { name: `${i}`, size },
    body: `${i}`.repeat(size),
  }));
  const packed = new Blob([await packTar(entries)]).stream();
  const zipped = new Response(packed.pipeThrough(new CompressionStream('gzip')));
  const archive = new Uint8Array(await zipped.arrayBuffer());
  const wanted = (name: string): boolean => name !== '1' && name !== '2';
  const files = await collect(tarGzFiles(archive, { where: 'a test', maxBytes: 1e6, wanted }));
  const texts = files.map(({ content }) => new TextDecoder().decode(content));
  expect(texts).toEqual(['0'.repeat(6146), '', '4'.repeat(300_000)]);
});
