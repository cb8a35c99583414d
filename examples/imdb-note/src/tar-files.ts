const blockSize = 512;

/** Names and contents of the files in a tar archive, in order. */
export function* tarFiles(
  archive: Uint8Array,
): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
  const text = (begin: number, length: number): string =>
    String.fromCharCode(...archive.subarray(begin, begin + length)).replace(/\0[\s\S]*$/, '');
  for (let at = 0; at + blockSize <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const begin = at + blockSize;
    const isFile = ['', '0'].includes(text(at + 156, 1));
    if (isFile) yield { name: text(at, 100), bytes: archive.subarray(begin, begin + size) };
    at = begin + Math.ceil(size / blockSize) * blockSize;
  }
}
