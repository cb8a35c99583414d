import { existsSync } from 'node:fs';

/** Path of the Chromium on this machine, or undefined: `CHROMIUM` if it is set, else where systems install it. */
export const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== undefined && existsSync(path));

/** SwiftShader draws in software: WebGL and WebGPU work on a machine without a GPU. */
export const chromiumFlags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tests of forgotten tensors ask for a garbage collection.
  '--js-flags=--expose-gc',
];
