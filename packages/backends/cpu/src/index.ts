export { type CpuOptions, cpu, cpuWith } from './cpu.ts';
export { dumpProgram } from './session/dump-program.ts';
export { defaultThreads, requireThreads } from './threads/thread-count.ts';
