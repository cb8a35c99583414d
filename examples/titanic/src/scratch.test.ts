import { test } from 'vitest';
test('run', async () => { process.argv = ['node', 'main.ts']; await import('./main.ts'); }, 300000);
