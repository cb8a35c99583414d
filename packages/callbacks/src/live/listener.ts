import type { Node } from '../node.ts';
import type { EpochProgress, RunEnd, RunRecord } from './run-record.ts';
import { serverSentEvent } from './server-sent-events.ts';

/** An answer of Node's server that goes on as long as there is news. */
export type OpenResponse = InstanceType<Node['http']['ServerResponse']>;

/**
 * A page that listens.
 *
 * It is told what it does not know yet, and only once it has taken what it was told before. A slow page misses steps of
 * the progress, no epoch, and nothing piles up for it.
 */
export class Listener {
  readonly #response: OpenResponse;
  #isTaking = true;
  /** News that came while it was not taking any. */
  #missed: { readonly run: RunRecord; readonly isLast: boolean } | undefined;
  #run: RunRecord | undefined;
  #rows = 0;
  #progress: EpochProgress | undefined;
  #end: RunEnd | undefined;

  constructor(response: OpenResponse) {
    this.#response = response;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // Whoever leaves in the middle of a message does not matter.
    response.on('error', () => {});
    response.on('drain', () => this.#goOn());
    // How long a page waits until it calls again.
    response.write('retry: 1000\n\n');
  }

  /** Tells what is new. With `isLast`, nothing will follow. */
  tell(run: RunRecord, isLast: boolean): void {
    if (!this.#isTaking) {
      this.#missed = { run, isLast };
      return;
    }
    const news = this.#newsOf(run);
    if (isLast) {
      this.#isTaking = false;
      this.#response.end(news);
    } else if (news !== '') {
      this.#isTaking = this.#response.write(news);
    }
  }

  #goOn(): void {
    const missed = this.#missed;
    this.#isTaking = true;
    this.#missed = undefined;
    if (missed) this.tell(missed.run, missed.isLast);
  }

  #newsOf(run: RunRecord): string {
    let news = '';
    if (run !== this.#run) {
      this.#run = run;
      this.#rows = 0;
      this.#progress = undefined;
      this.#end = undefined;
      news += serverSentEvent('run', run.header);
    }
    const { rows, progress, end } = run;
    if (this.#rows < rows.length) {
      news += serverSentEvent('epochs', rows.slice(this.#rows));
      this.#rows = rows.length;
    }
    if (progress && progress !== this.#progress) {
      news += serverSentEvent('progress', progress);
      this.#progress = progress;
    }
    if (end && end !== this.#end) {
      news += serverSentEvent('end', end);
      this.#end = end;
    }
    return news;
  }
}
