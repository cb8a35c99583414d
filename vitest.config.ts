import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromium, chromiumFlags } from './scripts/chromium.mjs';
import { gradientsForNode } from './scripts/vitest/gradients-for-node.ts';
import { isolation, sendsHeaders } from './scripts/vitest/sends-headers.ts';
import { servesFolder } from './scripts/vitest/serves-folder.ts';

const folders = ['packages/**/src', 'examples', 'benchmarks', 'scripts'];
const never = ['**/node_modules/**', '**/dist/**'];
const tests = (ending: string): string[] => folders.map((folder) => `${folder}/**/*.${ending}.ts`);

// Packages are tested from their sources, so that a test never sees a stale build.
const sources = 'myelin-source';

const besideTheProject = (path: string): string =>
  fileURLToPath(new URL(`../shared/${path}`, import.meta.url));
const fixtures = process.env.MYELIN_FIXTURES ?? besideTheProject('fixtures');
const data = process.env.MYELIN_DATA ?? besideTheProject('datasets');
const env = { MYELIN_FIXTURES: fixtures, MYELIN_DATA: data };

const testTimeout = 30_000;

// Without the recordings, groups of tests that only compare with them are empty; a skipped test says so by name.
const passWithNoTests = !existsSync(fixtures);

const node: TestProjectConfiguration = {
  extends: true,
  plugins: [gradientsForNode()],
  resolve: { conditions: [sources, 'node', 'development|production'] },
  ssr: { resolve: { conditions: [sources, 'node', 'development|production'] } },
  test: {
    name: 'node',
    env,
    testTimeout,
    include: tests('test'),
    exclude: [...never, '**/*.browser.test.ts'],
  },
};

const inBrowsers = [...tests('browser.test'), ...tests('backend.test')];

const browser = browserProject('browser', inBrowsers, []);

// Pages may share memory between threads only if they are isolated from other origins: these headers do that.
const isolated = browserProject(
  'isolated browser',
  ['packages/backends/cpu/src/**', 'packages/models/src/programs/**'].flatMap((folder) => [
    `${folder}/*.browser.test.ts`,
    `${folder}/*.backend.test.ts`,
  ]),
  [sendsHeaders(isolation)],
);

if (chromium === undefined) {
  console.log('browser tests skipped: no Chromium found, set CHROMIUM or apt-get install chromium');
}

function browserProject(
  name: string,
  include: string[],
  plugins: ReturnType<typeof sendsHeaders>[],
): TestProjectConfiguration {
  return {
    extends: true,
    plugins: [
      servesFolder('/__fixtures__/', fixtures),
      servesFolder('/__data__/', data),
      ...plugins,
    ],
    resolve: { conditions: [sources, 'module', 'browser', 'development|production'] },
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-core/dist/register_all_gradients.js',
        '@myelin/backend-cpu > @tensorflow/tfjs-backend-cpu',
        '@myelin/backend-webgl > @tensorflow/tfjs-backend-webgl',
        '@myelin/table > papaparse',
        '@myelin/table > hyparquet',
        '@myelin/table > hyparquet/src/column.js',
        '@myelin/table > hyparquet-compressors',
        '@myelin/table > hyparquet-writer',
        '@myelin/table > @uwdata/flechette',
        '@myelin/data > @noble/hashes/legacy.js',
        '@myelin/data > @noble/hashes/sha2.js',
        '@myelin/data > fflate',
        '@myelin/data > modern-tar',
        '@myelin/image > fast-png',
      ],
    },
    test: {
      name,
      env,
      testTimeout,
      include,
      exclude: never,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            ...(chromium === undefined ? {} : { executablePath: chromium }),
            args: chromiumFlags,
          },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}

export default defineConfig({
  test: {
    passWithNoTests,
    projects: chromium === undefined ? [node] : [node, browser, isolated],
    reporters: ['default', './scripts/vitest/closing-line.ts'],
  },
});
