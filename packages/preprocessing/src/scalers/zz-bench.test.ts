import { NdArray } from '@myelin/core';
import { test } from 'vitest';
import * as all from '../index.ts';

test('bench', () => {
  const n = 1_000_000,
    m = 10;
  const data = new Float64Array(n * m);
  let s = 1;
  for (let i = 0; i < data.length; i++) {
    s = (s * 1103515245 + 12345) % 2147483648;
    data[i] = (s / 2147483648) * 5 + 0.1;
  }
  const X = new NdArray(data, [n, m]);
  const med = (f: () => unknown, k = 5) => {
    const t: number[] = [];
    for (let i = 0; i < k; i++) {
      const a = (process.cpuUsage().user / 1000);
      f();
      t.push((process.cpuUsage().user / 1000) - a);
    }
    return t.sort((a, b) => a - b)[k >> 1]!;
  };
  const cls: [string, any, any?][] = [
    ['StandardScaler', {}],
    ['MinMaxScaler', {}],
    ['MaxAbsScaler', {}],
    ['RobustScaler', {}],
    ['Normalizer', {}],
    ['Binarizer', {}],
    ['QuantileTransformer', {}],
    ['QuantileTransformer', { outputDistribution: 'normal' }],
    ['KBinsDiscretizer', { encode: 'ordinal' }],
    ['PolynomialFeatures', {}],
    ['PowerTransformer', {}],
    ['SplineTransformer', {}],
  ];
  for (const [name, o] of cls) {
    if (!(all as any)[name]) continue;
    const slow = name === 'PowerTransformer' ? 1 : 3;
    let f: any;
    const fit = med(() => {
      f = new (all as any)[name](o).fit(X);
    }, slow);
    const tr = med(() => f.transform(X), slow);
    console.log(
      name,
      JSON.stringify(o),
      'fit',
      fit.toFixed(0),
      'ms, transform',
      tr.toFixed(0),
      'ms',
    );
  }
}, 500000);
