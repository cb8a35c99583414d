import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import { bundleGradients, GRADIENTS } from '../../packages/core/scripts/bundle-gradients.mjs';

const bundle = fileURLToPath(
  new URL('../../node_modules/.cache/myelin/gradients-4.22.0.js', import.meta.url),
);

/** Lets tests in Node import tfjs-core's gradients as the published package does: from our bundle. */
export function gradientsForNode(): Plugin {
  return {
    name: 'myelin:gradients-for-node',
    enforce: 'pre',
    async buildStart() {
      if (!existsSync(bundle)) await bundleGradients(bundle);
    },
    resolveId(specifier) {
      return specifier === GRADIENTS ? bundle : null;
    },
  };
}
