import { DataError } from '@myelin/core';
import { streamChunks } from './stream-chunks.ts';

/** How packed files begin, and what `DecompressionStream` calls their format; undefined where no platform knows it. */
const FORMATS: readonly {
  readonly title: string;
  readonly magic: readonly number[];
  readonly format: string | undefined;
}[] = [
  { title: 'gzip', magic: [0x1f, 0x8b, 0x08], format: 'gzip' },
  { title: 'Zstandard', magic: [0x28, 0xb5, 0x2f, 0xfd], format: 'zstd' },
  { title: 'bzip2', magic: [0x42, 0x5a, 0x68], format: undefined },
  { title: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], format: undefined },
];

/** Enough bytes to tell formats apart. */
const ENOUGH = 8;

/**
 * The chunks as they are, or unpacked where their first bytes say that they are packed.
 *
 * @throws {@link DataError} they are damaged, or packed in a way that the platform cannot undo.
 */
export async function* unpacked(
  where: string,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let begun: Uint8Array = new Uint8Array(0);
  while (begun.length < ENOUGH) {
    const { done, value } = await iterator.next();
    if (done) break;
    begun = begun.length === 0 ? value : joined(begun, value);
  }
  const whole = withFirst(begun, iterator);
  const found = FORMATS.find(({ magic }) => magic.every((byte, i) => begun[i] === byte));
  // Bzip2 begins like a text, "BZh1" to "BZh9" and then six bytes that no text has.
  if (!found || (found.title === 'bzip2' && begun[4] !== 0x31)) yield* whole;
  else yield* decompressed(where, name, found.title, found.format, whole);
}

async function* decompressed(
  where: string,
  name: string,
  title: string,
  format: string | undefined,
  chunks: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const unpacker = format === undefined ? undefined : unpackerFor(format);
  if (!unpacker) {
    throw new DataError({
      where,
      problem: `${name} is packed with ${title}, which cannot be undone here`,
      fix: 'unpack it first, or pack it with gzip',
    });
  }
  // What goes wrong below is told once, where the unpacked bytes are read.
  const source = pulled(chunks);
  let failure: unknown;
  const feeding = source.pipeTo(unpacker.writable).catch((error: unknown) => {
    failure = error;
  });
  try {
    yield* streamChunks(unpacker.readable as ReadableStream<Uint8Array>);
  } catch (cause) {
    await feeding;
    if (failure !== undefined && isOurs(failure)) throw failure;
    throw new DataError({
      where,
      problem: `${name} is damaged or cut off: it begins as a ${title} file and cannot be unpacked`,
      fix: 'get the file once more',
      cause,
    });
  }
  await feeding;
}

const isOurs = (error: unknown): boolean =>
  error instanceof DataError || (error as { name?: unknown } | null)?.name === 'AbortError';

function unpackerFor(format: string): DecompressionStream | undefined {
  try {
    return new DecompressionStream(format as CompressionFormat);
  } catch {
    return undefined;
  }
}

/** A stream that asks for a chunk only when one is wanted. */
function pulled(chunks: AsyncGenerator<Uint8Array>): ReadableStream<BufferSource> {
  return new ReadableStream<BufferSource>(
    {
      async pull(controller): Promise<void> {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel(): Promise<void> {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* withFirst(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
