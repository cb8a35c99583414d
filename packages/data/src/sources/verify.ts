import type { Bytes } from '../formats/bytes.ts';
import type { RemoteFile } from './remote-file.ts';
import { sha256 } from './sha256.ts';

/** What is wrong with the content of a file, or nothing. */
export async function verify(file: RemoteFile, content: Bytes): Promise<string | undefined> {
  if (content.length !== file.bytes) {
    return `has ${content.length} bytes instead of ${file.bytes}`;
  }
  const found = await sha256(content);
  return found === file.sha256 ? undefined : `has SHA-256 ${found} instead of ${file.sha256}`;
}
