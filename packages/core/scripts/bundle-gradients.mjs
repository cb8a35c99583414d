// @tensorflow/tfjs-core registers its gradients in `dist/register_all_gradients.js`, which is written without file
// extensions: bundlers read it, plain Node does not. So our build bundles it, and whoever installs @myelin/core can
// differentiate anywhere. Whatever holds state (the engine, the flags, the kernel registry) is left out of the bundle
// and taken from the public package instead, so that there is one of each; what remains is pure functions.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const TFJS = '@tensorflow/tfjs-core';
export const GRADIENTS = `${TFJS}/dist/register_all_gradients.js`;

const here = path.dirname(fileURLToPath(import.meta.url));
const tfjsDist = path.dirname(
  createRequire(import.meta.url).resolve(`${TFJS}/dist/tf-core.node.js`),
);

/** Modules of tfjs-core that hold state, and how each is had from the public package. */
const PUBLIC = {
  engine: `import { engine } from '${TFJS}'; export const ENGINE = engine();`,
  environment: `import { env } from '${TFJS}'; export { env, Environment } from '${TFJS}'; export const ENV = env();`,
  flags: '',
  globals: `export { backend, customGrad, dispose, engine, getBackend, grad, grads, keep, tidy, valueAndGrad, valueAndGrads } from '${TFJS}';`,
  kernel_registry: `export { getGradient, getKernel, registerGradient, registerKernel } from '${TFJS}';`,
  tensor: `import { Tensor } from '${TFJS}'; export { Tensor, TensorBuffer, Variable } from '${TFJS}'; export const getGlobalTensorClass = () => Tensor;`,
};

const fromPublicPackage = {
  name: 'state-from-the-public-package',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ resolveDir, path: specifier }) => {
      const module = path
        .relative(tfjsDist, path.resolve(resolveDir, specifier))
        .replace(/\.js$/, '');
      return module in PUBLIC ? { path: module, namespace: 'public' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'public' }, ({ path: module }) => ({
      contents: PUBLIC[module],
      resolveDir: here,
    }));
  },
};

const LICENSE_NOTE =
  '/*! The gradients of @tensorflow/tfjs-core, Copyright Google LLC, Apache-2.0. Bundled, otherwise unchanged. */';

/** Writes the bundle to `outfile`; importing it registers every gradient. */
export async function bundleGradients(outfile) {
  await build({
    entryPoints: [path.join(tfjsDist, 'register_all_gradients.js')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    external: [TFJS],
    plugins: [fromPublicPackage],
    banner: { js: LICENSE_NOTE },
    legalComments: 'none',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = path.join(here, '../dist/tensors/register-gradients.js');
  await bundleGradients(outfile);
  const bytes = await readFile(outfile);
  const kilobytes = (count) => `${(count / 1000).toFixed(0)} kB`;
  console.log(
    `gradients: ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`,
  );
}
