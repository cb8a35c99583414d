import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AbortError } from '@myelin/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pattern } from '../../test-support/recorded.ts';
import { encodeJpeg } from '../codecs/jpeg/encode-jpeg.ts';
import { encodePng } from '../codecs/png/encode-png.ts';
import { readImage } from './read-image.ts';
import { writeImage } from './write-image.ts';

const image = pattern(4, 5, 3);
let folder: string;
let server: Server;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'myelin-image-'));
  server = createServer((request, response) => {
    if (request.url === '/image.png') response.end(encodePng(image));
    else if (request.url === '/slow.png') response.write(encodePng(image).subarray(0, 9));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

describe('a picture is read', () => {
  test('from a file, by its path or its address, after it was written into a new folder', async () => {
    const path = join(folder, 'new', 'picture.PNG');
    await writeImage(path, image);
    expect((await readImage(path)).data).toEqual(image.data);
    expect((await readImage(pathToFileURL(path))).data).toEqual(image.data);
    expect((await readImage(pathToFileURL(path).href)).data).toEqual(image.data);
  });

  test('from a server', async () => {
    expect((await readImage(`${address}/image.png`)).data).toEqual(image.data);
    expect((await readImage(new URL(`${address}/image.png`))).shape).toEqual([4, 5, 3]);
  });

  test('from bytes, a buffer, and a Blob', async () => {
    const png = encodePng(image);
    expect((await readImage(png)).data).toEqual(image.data);
    expect((await readImage(png.buffer)).data).toEqual(image.data);
    expect((await readImage(new Blob([png]))).data).toEqual(image.data);
  });
});

describe('a picture is written', () => {
  test('as JPEG with options, by the ending of its name', async () => {
    const path = join(folder, 'picture.jpg');
    await writeImage(path, image, { quality: 50 });
    expect(new Uint8Array(await readFile(path))).toEqual(await encodeJpeg(image, { quality: 50 }));
  });

  test('under a name that says how', async () => {
    await expect(writeImage('picture.gif', image)).rejects.toThrow(
      '`path` must end with .png, .jpg or .jpeg, received "picture.gif"',
    );
    await expect(writeImage('picture.png', image, { quality: 3 })).rejects.toThrow(
      'a PNG has no options',
    );
  });
});

describe('an error names the picture', () => {
  test.each([
    ['missing.png', 'there is no file "', 'missing.png"'],
    ['damaged.png', '"', 'damaged.png" is damaged or cut off: it ends too early'],
    ['notes.png', '"', 'notes.png" must be a PNG or a JPEG, and looks like text: "hello"'],
  ])('%s', async (name, before, after) => {
    await writeFile(join(folder, 'damaged.png'), encodePng(image).subarray(0, 40));
    await writeFile(join(folder, 'notes.png'), 'hello');
    const failed = readImage(join(folder, name));
    await expect(failed).rejects.toThrow(before);
    await expect(failed).rejects.toThrow(after);
  });

  test('of a server', async () => {
    await expect(readImage(`${address}/none.png`)).rejects.toThrow(
      `"${address}/none.png" cannot be fetched: the server answers 404`,
    );
    await expect(readImage(`${address}/image.png`, { maxBytes: 20 })).rejects.toThrow(
      'has more than 20 bytes',
    );
  });

  test('of a chosen file', async () => {
    const chosen = new File(['hello'], 'holiday.jpg');
    await expect(readImage(chosen)).rejects.toThrow('"holiday.jpg" must be a PNG or a JPEG');
    await expect(readImage(chosen, { maxBytes: 4 })).rejects.toThrow('has more than 4 bytes');
  });

  test('that is none', async () => {
    await expect(readImage(3 as never)).rejects.toThrow(
      'takes a path, an address, a Blob or bytes',
    );
  });
});

describe('a signal stops', () => {
  test('before anything is read', async () => {
    const signal = AbortSignal.abort();
    await expect(readImage(encodePng(image), { signal })).rejects.toThrow(AbortError);
  });

  test('a server that does not go on', async () => {
    const signal = AbortSignal.timeout(50);
    await expect(readImage(`${address}/slow.png`, { signal })).rejects.toThrow(AbortError);
  });
});
