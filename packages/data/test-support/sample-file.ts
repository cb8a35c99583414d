import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { philoxWords } from '@myelin/core';
import { onTestFinished } from 'vitest';
import type { Bytes } from '../src/formats/bytes.ts';
import type { RemoteFile } from '../src/sources/remote-file.ts';

/** 200,000 random bytes. */
export const content: Bytes = new Uint8Array(
  philoxWords(50_000, { seed: 1 }).buffer as ArrayBuffer,
);

/** As many bytes, one of them wrong. */
export const corrupt: Bytes = content.slice();
corrupt[1234] = ~(corrupt[1234] ?? 0);

export const file: RemoteFile = {
  folder: 'sample',
  name: 'sample.bin',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

/** An empty folder for one test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'myelin-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
