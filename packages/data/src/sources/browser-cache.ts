import type { Bytes } from '../formats/bytes.ts';
import type { DownloadCache } from './download-cache.ts';

/** Cache in the browser's Cache Storage, which keeps a response only once it is complete. */
export class BrowserCache implements DownloadCache {
  readonly place: string;
  readonly #name: string;

  constructor(name = 'myelin-data') {
    this.#name = name;
    this.place = `the Cache Storage "${name}"`;
  }

  async read(key: string): Promise<Bytes | undefined> {
    const response = await (await caches.open(this.#name)).match(address(key));
    return response && new Uint8Array(await response.arrayBuffer());
  }

  async write(key: string, content: Bytes): Promise<void> {
    await (await caches.open(this.#name)).put(address(key), new Response(content));
  }

  async remove(key: string): Promise<void> {
    await (await caches.open(this.#name)).delete(address(key));
  }
}

/** Cache Storage wants addresses for keys; nothing is ever fetched from this one. */
const address = (key: string): string => `/myelin-data/${key}`;
