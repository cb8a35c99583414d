export { type CpuOptions, cpu, cpuWith } from './cpu.ts';
export { defaultThreads, requireThreads } from './threads/thread-count.ts';
