import type { Bytes } from '../formats/bytes.ts';
import type { DownloadCache } from './download-cache.ts';
import type { Node } from './node.ts';

/** Cache in a folder, for Node. */
export class FolderCache implements DownloadCache {
  readonly place: string;
  readonly #node: Node;

  constructor(node: Node, folder: string = defaultFolder(node)) {
    this.#node = node;
    this.place = node.path.resolve(folder);
  }

  async read(key: string): Promise<Bytes | undefined> {
    try {
      return new Uint8Array(await this.#node.fs.readFile(this.#path(key)));
    } catch {
      return undefined;
    }
  }

  async write(key: string, content: Bytes): Promise<void> {
    const { fs, path, processId } = this.#node;
    const target = this.#path(key);
    await fs.mkdir(path.dirname(target), { recursive: true });
    // Its own name for every writer, and one rename when all is on the disk: readers never see a part.
    const draft = `${target}.${processId}-${crypto.randomUUID()}.part`;
    try {
      const handle = await fs.open(draft, 'wx');
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fs.rename(draft, target);
    } catch (error) {
      await fs.rm(draft, { force: true });
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.#node.fs.rm(this.#path(key), { force: true });
  }

  #path(key: string): string {
    return this.#node.path.join(this.place, ...key.split('/'));
  }
}

/** `MYELIN_CACHE`, else the folder that the platform has for caches. */
export function defaultFolder({ env, os, path, platform }: Node): string {
  if (env.MYELIN_CACHE) return env.MYELIN_CACHE;
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'myelin');
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'myelin', 'Cache');
  }
  return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'myelin');
}
