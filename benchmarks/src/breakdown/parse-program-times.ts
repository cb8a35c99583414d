import type { ProgramTimes } from './task-time.ts';

/** Programs from the JSON lines of a profile; of a program that is there more than once, the last line counts. */
export function parseProgramTimes(text: string): ProgramTimes[] {
  const byName = new Map<string, ProgramTimes>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const times = JSON.parse(line) as ProgramTimes;
    if (!Array.isArray(times.tasks)) throw new Error(`profile: no tasks in ${line.slice(0, 80)}`);
    byName.set(times.program, times);
  }
  return [...byName.values()];
}
