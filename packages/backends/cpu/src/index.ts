export { type CpuOptions, cpu, cpuWith } from './cpu.ts';
