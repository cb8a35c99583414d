/** Does the works of `--preprocessing` that danfo knows, from the folder `DANFO`. */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { normals, texts } from '../preprocessing/made-data.ts';
import { serveWorks } from '../works/serve-works.ts';
import { once, type Works } from '../works/works.ts';

interface Coder {
  fit(x: unknown): unknown;
  transform(x: unknown): unknown;
}

interface Danfo {
  readonly DataFrame: new (rows: unknown) => unknown;
  readonly StandardScaler: new () => Coder;
  readonly MinMaxScaler: new () => Coder;
  readonly LabelEncoder: new () => Coder;
  readonly OneHotEncoder: new () => Coder;
}

const danfo: Danfo = createRequire(join(process.env.DANFO ?? '', 'package.json'))('danfojs');
/** It takes a hundred times as long as others. */
const ROWS = Math.min(Number(process.env.ROWS), 100_000);

const many = once(() => new danfo.DataFrame(normals(ROWS, 10).toArray()));
const labels = once(() => [...texts(ROWS, 1, 20).data]);

const fitTransform =
  (data: () => unknown, Class: new () => Coder): Works[string] =>
  (time) => {
    const x = data();
    const coder = new Class();
    time('fit', ROWS, () => coder.fit(x));
    time('transform', ROWS, () => coder.transform(x));
  };

await serveWorks({
  StandardScaler: fitTransform(many, danfo.StandardScaler),
  MinMaxScaler: fitTransform(many, danfo.MinMaxScaler),
  LabelEncoder: fitTransform(labels, danfo.LabelEncoder),
});
