import { DataError } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { sleep } from './abort.ts';
import type { DownloadSettings } from './download-options.ts';
import { PartialFile } from './partial-file.ts';
import type { RemoteFile } from './remote-file.ts';
import { TransferFailure, transfer } from './transfer.ts';
import { verify } from './verify.ts';

/**
 * The content of a file from the first mirror that delivers it whole.
 *
 * @throws {@link DataError} no mirror does; the message holds every mirror's reason.
 */
export async function download(file: RemoteFile, settings: DownloadSettings): Promise<Bytes> {
  const reasons: string[] = [];
  let cause: unknown;
  for (const mirror of settings.mirrors) {
    const url = mirror + file.name;
    try {
      return await downloadFrom(url, file, settings);
    } catch (error) {
      if (!(error instanceof TransferFailure)) throw error;
      reasons.push(`\n    ${url} ${error.message}`);
      cause = error;
    }
  }
  throw new DataError({
    where: settings.where,
    problem: `\`${file.name}\` could not be downloaded:${reasons.join('')}`,
    fix:
      'check the network connection and try again, pass other `mirrors`, or put the file in ' +
      `<folder>/${file.folder}/ and set the environment variable MYELIN_DATA to <folder>`,
    cause,
  });
}

async function downloadFrom(
  url: string,
  file: RemoteFile,
  settings: DownloadSettings,
): Promise<Bytes> {
  const partial = new PartialFile(file.bytes);
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const _ of transfer(url, partial, settings)) {
        settings.onProgress?.({
          file: file.name,
          url,
          receivedBytes: partial.received,
          totalBytes: file.bytes,
        });
      }
      const wrong = await verify(file, partial.bytes);
      if (!wrong) return partial.bytes;
      partial.clear();
      throw new TransferFailure(`delivered a file that ${wrong}`, true);
    } catch (error) {
      if (!(error instanceof TransferFailure) || !error.retry) throw error;
      if (attempt === settings.attempts) throw afterAttempts(attempt, error);
    }
    await sleep(settings.retryDelayMs * 2 ** (attempt - 1), settings.signal);
  }
}

const afterAttempts = (attempts: number, last: TransferFailure): TransferFailure =>
  attempts === 1
    ? last
    : new TransferFailure(`${last.message} (attempt ${attempts} of ${attempts})`, false, last);
