/** An event as the protocol of Server-Sent Events writes it. JSON keeps no NaN and no infinities: they are sent as words. */
export function serverSentEvent(name: string, content: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(content, wordForNumber)}\n\n`;
}

function wordForNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
