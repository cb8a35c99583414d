import { orAborted } from './abort.ts';
import { networkReason } from './network-reason.ts';
import type { PartialFile } from './partial-file.ts';
import { StallTimer } from './stall-timer.ts';

/** One attempt came to nothing. */
export class TransferFailure extends Error {
  /** True where another attempt at the same address may succeed. */
  readonly retry: boolean;

  constructor(reason: string, retry: boolean, cause?: unknown) {
    super(reason, { cause });
    this.retry = retry;
  }
}

export interface TransferSettings {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
  readonly stallTimeoutMs: number;
}

/**
 * Fetches what `file` still lacks, in one request, and yields after every piece that has come.
 *
 * Bytes that came before are kept if the server can continue after them, and dropped otherwise.
 *
 * @throws {@link TransferFailure} the server refuses, breaks off, falls silent or sends another file.
 */
export async function* transfer(
  url: string,
  file: PartialFile,
  { fetch, signal, stallTimeoutMs }: TransferSettings,
): AsyncGenerator<void> {
  const stall = new StallTimer(stallTimeoutMs);
  const stop = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
  try {
    // No other header: a browser would ask the server for permission first.
    const headers = file.received > 0 ? { Range: `bytes=${file.received}-` } : undefined;
    const response = await orAborted(
      fetch(url, { ...(headers && { headers }), signal: stop }),
      stop,
    );
    const refusal = judge(response, file);
    if (refusal) {
      response.body?.cancel().catch(() => undefined);
      throw refusal;
    }
    for await (const chunk of bodyOf(response, stop)) {
      stall.reset();
      if (!file.append(chunk)) throw tooLong(file);
      yield;
    }
  } catch (error) {
    if (error instanceof TransferFailure || signal?.aborted) throw error;
    const reason = stall.signal.aborted
      ? `sent nothing for ${stallTimeoutMs / 1000} s`
      : networkReason(error);
    throw new TransferFailure(`${reason}${progress(file)}`, true, error);
  } finally {
    stall.stop();
  }
  if (!file.isComplete) throw new TransferFailure(`broke off${progress(file)}`, true);
}

/**
 * Decides by status and headers where in the file the body belongs, dropping what it will replace.
 * Returns the reason if it is not worth reading.
 */
function judge(response: Response, file: PartialFile): TransferFailure | undefined {
  const { status, statusText } = response;
  if (status === 206 ? !continues(response, file) : status === 416) {
    file.clear();
    return new TransferFailure(`answered ${status} with a range that was not asked for`, true);
  }
  if (status !== 200 && status !== 206) {
    const mayPass = status === 408 || status === 429 || status >= 500;
    return new TransferFailure(`answered ${status} ${statusText}`.trimEnd(), mayPass);
  }
  if (status === 200) file.clear();
  const length = response.headers.get('content-length');
  const missing = file.bytes.length - file.received;
  if (length === null || Number(length) === missing) return undefined;
  return new TransferFailure(`announces ${length} bytes instead of ${missing}`, false);
}

/** True where a partial answer starts at the first byte we lack. Other origins may hide the header. */
function continues(response: Response, file: PartialFile): boolean {
  const range = response.headers.get('content-range');
  return file.received > 0 && (range === null || range.startsWith(`bytes ${file.received}-`));
}

async function* bodyOf(response: Response, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), stop);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

const tooLong = (file: PartialFile): TransferFailure =>
  new TransferFailure(`sends more than the ${file.bytes.length} bytes of the file`, false);

const progress = (file: PartialFile): string =>
  file.received > 0 ? ` after ${file.received} of ${file.bytes.length} bytes` : '';
