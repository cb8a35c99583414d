import { NdArray } from '@myelin/core';
import { test } from 'vitest';
import { Tabular } from '../input/tabular.ts';
import { CategoryIndex } from './category-index.ts';
import { requireFiniteColumns } from './require-finite-columns.ts';
import { OrdinalEncoder } from './ordinal-encoder.ts';
const cpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
test('b', () => {
  const N = 1e6;
  const data = Float64Array.from({ length: N * 10 }, () => Math.floor(Math.random() * 20));
  const names = Array.from({ length: 10 }, (_, i) => `x${i}`);
  for (let k = 0; k < 3; k++) {
    let s = cpu();
    const t = Tabular.ofMatrix({ rows: N, columns: 10, data }, names);
    const c = t.columns;
    const a = cpu() - s; s = cpu();
    requireFiniteColumns('x', t);
    const b = cpu() - s; s = cpu();
    const ix = new CategoryIndex(Array.from({ length: 20 }, (_, i) => i));
    for (const col of c) ix.places(col);
    const d = cpu() - s; s = cpu();
    const o = new OrdinalEncoder().fit(new NdArray(data, [N, 10]));
    const e = cpu() - s; s = cpu();
    o.transform(new NdArray(data, [N, 10]));
    console.log('columns', a, 'finite', b, 'places', d, 'fit', e, 'transform', cpu() - s);
  }
});
