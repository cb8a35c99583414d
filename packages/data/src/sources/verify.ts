import type { Bytes } from '../formats/bytes.ts';
import { md5 } from './md5.ts';
import type { FileFacts } from './remote-file.ts';
import { sha256 } from './sha256.ts';

/** What is wrong with the content of a file, or nothing. */
export async function verify(file: FileFacts, content: Bytes): Promise<string | undefined> {
  if (content.length !== file.bytes) {
    return `has ${content.length} bytes instead of ${file.bytes}`;
  }
  if (file.md5 !== undefined) {
    const found = await md5(content);
    return found === file.md5 ? undefined : `has MD5 ${found} instead of ${file.md5}`;
  }
  const found = await sha256(content);
  return found === file.sha256 ? undefined : `has SHA-256 ${found} instead of ${file.sha256}`;
}
