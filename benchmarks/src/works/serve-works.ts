import { createInterface } from 'node:readline';
import type { PartTime, TimePart, Works } from './works.ts';

/**
 * Does the works whose names come in, one a line, and answers each with a line: what its parts took, or why it failed. The
 * name `?` is answered with the names of all. `python/works.py` does the same.
 */
export async function serveWorks(works: Works): Promise<void> {
  for await (const name of createInterface({ input: process.stdin })) {
    const answer = name === '?' ? { works: Object.keys(works) } : await partsOf(works, name);
    console.log(JSON.stringify(answer));
  }
}

async function partsOf(works: Works, name: string): Promise<object> {
  const parts: PartTime[] = [];
  try {
    await works[name]?.(timer(parts));
    return { parts };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function timer(parts: PartTime[]): TimePart {
  const time = (part: string, amount: number, run: () => unknown): unknown => {
    // What the part before left behind is not for this one to clear away.
    globalThis.gc?.();
    const start = performance.now();
    const cpu = process.cpuUsage();
    const end = <Made>(made: Made): Made => {
      const { user, system } = process.cpuUsage(cpu);
      const seconds = (performance.now() - start) / 1000;
      parts.push({ part, amount, seconds, cpu_seconds: (user + system) / 1e6 });
      return made;
    };
    const made = run();
    return made instanceof Promise ? made.then(end) : end(made);
  };
  return time as TimePart;
}
