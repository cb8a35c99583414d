/** Server-Sent Events as `fetch` gets them. */

export interface SentEvent {
  readonly name: string;
  readonly content: unknown;
}

/** Events of a page's server, one after the other; `last` is the end of the connection. */
export async function* eventStream(
  url: string,
  signal?: AbortSignal,
): AsyncGenerator<SentEvent, void> {
  const response = await fetch(new URL('/events', url), signal ? { signal } : {});
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string): string | undefined =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      if (data !== undefined) yield { name: field('event')!, content: JSON.parse(data) };
    }
  }
}

/** The next `count` events. */
export async function take(
  events: AsyncGenerator<SentEvent, void>,
  count: number,
): Promise<SentEvent[]> {
  const taken: SentEvent[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
