import { attempt, codeOf } from './file-error.ts';
import type { Bytes, FileStore } from './file-store.ts';
import type { Node, NodeFileHandle } from './node.ts';

/** Clocks of files and processes may disagree by this much, in milliseconds. */
const CLOCK_SLACK_MS = 2000;

/** Files of this computer. */
export class NodeFiles implements FileStore {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  read(path: string): Promise<Bytes | undefined> {
    return attempt('read', path, () =>
      ifThere(async () => new Uint8Array(await this.#node.fs.readFile(path))),
    );
  }

  size(path: string): Promise<number | undefined> {
    return attempt('read', path, () => ifThere(async () => (await this.#node.fs.stat(path)).size));
  }

  writeAtomically(path: string, content: Bytes): Promise<void> {
    const { fs, path: paths, process } = this.#node;
    return attempt('written', path, async () => {
      const target = paths.resolve(path);
      const folder = paths.dirname(target);
      await this.#makeFolder(folder);
      await this.#removeDrafts(target);
      // Its own name for every writer, and one rename when all is on the disk: readers never see a part.
      const draft = `${target}.${process.pid}-${crypto.randomUUID()}.draft`;
      try {
        await using(await fs.open(draft, 'wx'), async (handle) => {
          await handle.writeFile(content);
          await handle.sync();
        });
        await fs.rename(draft, target);
      } catch (error) {
        await fs.rm(draft, { force: true });
        throw error;
      }
      await this.#syncFolder(folder);
    });
  }

  append(path: string, content: Bytes): Promise<void> {
    const { fs, path: paths } = this.#node;
    return attempt('written', path, async () => {
      await this.#makeFolder(paths.dirname(paths.resolve(path)));
      await fs.appendFile(path, content);
    });
  }

  truncate(path: string, size: number): Promise<void> {
    const { fs, path: paths } = this.#node;
    return attempt('written', path, async () => {
      await this.#makeFolder(paths.dirname(paths.resolve(path)));
      await fs.appendFile(path, new Uint8Array());
      await using(await fs.open(path, 'r+'), async (handle) => {
        // A file must not grow: the new bytes would be zeros.
        if ((await handle.stat()).size > size) await handle.truncate(size);
      });
    });
  }

  remove(path: string): Promise<void> {
    return attempt('removed', path, async () => {
      await this.#node.fs.rm(path, { force: true });
      await ifThere(() => this.#removeDrafts(this.#node.path.resolve(path)));
    });
  }

  removeEmptyFolder(path: string): Promise<void> {
    return attempt('removed', path, async () => {
      try {
        await this.#node.fs.rmdir(path);
      } catch (error) {
        // The last two are the present folder, and one that a disk is mounted on: they stay.
        const isKept = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EINVAL', 'EBUSY'];
        if (!isKept.includes(String(codeOf(error)))) throw error;
      }
    });
  }

  /** Makes a folder and what is missing above it, so that a loss of power does not undo it. */
  async #makeFolder(folder: string): Promise<void> {
    const { fs, path } = this.#node;
    // Not { recursive: true }: Node tries without end where the file system takes no new folders, as in /proc.
    const above = path.dirname(folder);
    if (await ifThere(() => fs.stat(folder))) return;
    if (above !== folder) await this.#makeFolder(above);
    try {
      await fs.mkdir(folder);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return;
      throw error;
    }
    await this.#syncFolder(above);
  }

  /** Writes the entries of a folder to the disk: a rename alone may be lost with the power. */
  async #syncFolder(folder: string): Promise<void> {
    try {
      await using(await this.#node.fs.open(folder, 'r'), (handle) => handle.sync());
    } catch (error) {
      // Windows and some network drives have no such thing for folders; the file itself is safe by then.
      if (!['EACCES', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'].includes(String(codeOf(error)))) {
        throw error;
      }
    }
  }

  /** Removes what writers of `target` left that were killed. */
  async #removeDrafts(target: string): Promise<void> {
    const { fs, path } = this.#node;
    const folder = path.dirname(target);
    const start = `${path.basename(target)}.`;
    for (const name of await fs.readdir(folder)) {
      if (!name.startsWith(start)) continue;
      const writer = /^(\d+)-[\da-f-]{36}\.draft$/.exec(name.slice(start.length))?.[1];
      if (writer === undefined) continue;
      const draft = path.join(folder, name);
      if (await this.#isLeftOver(draft, Number(writer))) await fs.rm(draft, { force: true });
    }
  }

  async #isLeftOver(draft: string, writer: number): Promise<boolean> {
    const { fs, process } = this.#node;
    if (writer !== process.pid) return !isRunning(process, writer);
    // Containers give the same number to each process that takes the place of a killed one.
    const begun = Date.now() - process.uptime() * 1000;
    const found = await ifThere(() => fs.stat(draft));
    return found !== undefined && found.mtimeMs < begun - CLOCK_SLACK_MS;
  }
}

function isRunning(process: Node['process'], pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: then it is there.
    return codeOf(error) === 'EPERM';
  }
}

async function ifThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function using(
  handle: NodeFileHandle,
  work: (handle: NodeFileHandle) => Promise<void>,
): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
