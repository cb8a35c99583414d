/** What a page pays for what it imports: bundles, minified and gzipped. */

import { gzipSync } from 'node:zlib';
import { layers } from '@myelin/layers';
import { build } from 'esbuild';
import { alignColumns } from './tables/align.ts';

/** What is imported of the package of layers. */
interface Import {
  readonly title: string;
  readonly names: readonly string[];
}

const three = ['Dense', 'Dropout', 'Flatten'] as const;

const imports: readonly Import[] = [
  { title: 'no layer: the contract alone', names: [] },
  ...[
    ...three,
    'Conv2D',
    'BatchNormalization',
    'LSTM',
    'MultiHeadAttention',
    'TextVectorization',
  ].map((name) => ({ title: name, names: [name] })),
  { title: three.join(', '), names: three },
  { title: 'Conv2D, MaxPooling2D, Dense', names: ['Conv2D', 'MaxPooling2D', 'Dense'] },
  { title: `all ${Object.keys(layers).length} layers`, names: Object.keys(layers) },
];

/** Prints sizes of bundles, and what they add to the contract of layers, which every model needs. */
export async function measureSizes(): Promise<void> {
  const rows: { readonly title: string; readonly bytes: number }[] = [];
  for (const { title, names } of imports) rows.push({ title, bytes: await gzipped(names) });
  const [contract] = rows;
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  const table = [
    ['imported from @myelin/layers', 'gzipped', 'beyond the contract'],
    ...rows.map(({ title, bytes }) => [
      title,
      kilobytes(bytes),
      kilobytes(bytes - (contract?.bytes ?? 0)),
    ]),
  ];
  console.log(alignColumns(table).join('\n'));
  console.log('The contract holds tfjs-core, which is most of it: tensors, and gradients by tape.');
}

/** Bytes of a page that imports these layers and the base class. */
async function gzipped(names: readonly string[]): Promise<number> {
  const contents = [
    "export { Layer, Pass, tensor } from '@myelin/core';",
    names.length > 0 ? `export { ${names.join(', ')} } from '@myelin/layers';` : '',
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
}
