import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vitest/config';

/** Answers `GET <prefix><path>` with the file at that path of `folder`: how tests in a browser read recorded data. */
export function servesFolder(prefix: string, folder: string): Plugin {
  return {
    name: `myelin:serves${prefix}`,
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        const pathname = (request.url ?? '').replace(/[?#].*$/, '');
        if (!pathname.startsWith(prefix)) return next();
        const file = await fileInside(folder, pathname.slice(prefix.length));
        if (file === undefined) {
          response.statusCode = 404;
          response.end(`no file ${pathname}`);
          return;
        }
        response.setHeader('Content-Type', contentType(file));
        createReadStream(file)
          .on('error', () => response.destroy())
          .pipe(response);
      });
    },
  };
}

/** The real path of a file of `folder`, or undefined where there is none or the path leads out of the folder. */
export async function fileInside(folder: string, encoded: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, decodeURIComponent(encoded)));
    const inside = file.startsWith(root + path.sep);
    return inside && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

function contentType(file: string): string {
  return file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}
