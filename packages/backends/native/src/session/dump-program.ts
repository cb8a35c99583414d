import { type Program, printProgram } from '@myelin/program';

/** Prints a program and its tasks to the error stream if `MYELIN_DUMP=program` asks for it. */
export function dumpProgram(program: Program, tasks: readonly string[]): void {
  if (typeof process !== 'object' || process.env?.MYELIN_DUMP !== 'program') return;
  console.error(`${printProgram(program)}\n${tasks.map((task) => `  ${task}`).join('\n')}\n`);
}
