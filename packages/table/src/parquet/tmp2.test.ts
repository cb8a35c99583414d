import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import * as files from '../../test-support/recorded-files.ts';
test('x', async () => {
  let seed = 1;
  const r = (n: number) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor((seed / 2 ** 32) * n); };
  for (const [n, b] of Object.entries(files).filter(([k]) => k.startsWith('arrow'))) {
    for (let i = 0; i < 500; i++) {
      const c = b.slice(0, r(12) === 0 ? r(b.length) : b.length);
      for (let k = r(4) + 1; k > 0; k--) { const m = r(3); const at = r(c.length); if (m === 0) c[at] = r(256); else if (m === 1) c.fill(r(2) * 255, at, at + r(8)); else c[at] ^= 1 << r(8); }
      if ((n === 'arrowPlain' && i === 388) || (n==='arrowStream')) writeFileSync(`/tmp/case-${n}-${i}.bin`, c);
    }
  }
});
