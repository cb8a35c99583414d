// Tries what we would publish, as a stranger would: every public package is packed, linted, installed from its tarball
// by plain npm in an empty folder, and there the programs of scripts/smoke/ run on the machine's own Node and on ours.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { chromium as launcher } from 'playwright';
import { chromium, chromiumFlags } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const smoke = path.join(root, 'scripts/smoke');
const native = path.join(root, 'packages/backends/native');

/** What an application that trains a small model on the CPU asks for. */
const SELECTION = [
  '@myelin/core',
  '@myelin/layers',
  '@myelin/models',
  '@myelin/losses',
  '@myelin/optimizers',
  '@myelin/backend-cpu',
];

/** The same with the native backend, which takes its engine from a package for this platform. */
const NATIVE_SELECTION = [...SELECTION, '@myelin/backend-native'];

/** The third-party packages that ours may depend on. Whoever adds one adds it here and says why in docs/decisions. */
const THIRD_PARTY = {
  '@myelin/program': ['@tensorflow/tfjs-core'],
  '@myelin/core': ['@tensorflow/tfjs-core'],
  '@myelin/callbacks': ['pbf', 'uplot'],
  '@myelin/image': ['@jsquash/jpeg', 'fast-png', 'fflate'],
  '@myelin/table': [
    '@uwdata/flechette',
    'hyparquet',
    'hyparquet-compressors',
    'hyparquet-writer',
    'papaparse',
  ],
  '@myelin/data': ['@noble/hashes', 'fflate', 'modern-tar'],
  '@myelin/preprocessing': ['valibot'],
  '@myelin/backend-cpu': ['@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-core'],
  '@myelin/backend-native': ['@tensorflow/tfjs-core'],
  '@myelin/backend-webgl': ['@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-core'],
};

const failures = [];
const folders = [];

/** Runs a step; a failure is told and kept, and the other steps still run. */
async function step(title, act) {
  try {
    console.log(`ok    ${title}${(await act()) ?? ''}`);
  } catch (error) {
    failures.push(title);
    const output = [error.stdout, error.stderr].filter(Boolean).join('');
    // Minified lines would bury the message.
    const lines = (output || error.message)
      .split('\n')
      .map((line) => `      ${line.slice(0, 200)}`);
    console.log(`FAIL  ${title}\n${lines.slice(-40).join('\n')}`);
  }
}

function temporaryFolder(purpose) {
  const folder = mkdtempSync(path.join(tmpdir(), `myelin-${purpose}-`));
  folders.push(folder);
  return folder;
}

const run = (command, args, cwd = root) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });

const tool = (name, ...args) => run(path.join(root, 'node_modules/.bin', name), args);

/** Packs every public package but those with engines; answers { name: { tarball, manifest, files } }. */
function packAll() {
  const folder = temporaryFolder('pack');
  const all = ['./packages/**', '!@myelin/testkit', '!@myelin/backend-native-*'];
  const filters = all.flatMap((filter) => ['--filter', filter]);
  run('pnpm', ['-r', ...filters, 'exec', 'pnpm', 'pack', '--pack-destination', folder]);
  const packs = readdirSync(folder).map((file) => readPack(path.join(folder, file)));
  return Object.fromEntries(packs.map((pack) => [pack.manifest.name, pack]));
}

/** Packs the engine that was built here, as the package for this platform; undefined where none was built. */
function packEngine() {
  const here = `.${process.platform}-${process.arch}`;
  const engine = readdirSync(native).find((file) => file.endsWith('.node') && file.includes(here));
  if (engine === undefined) return undefined;
  const [, platform] = engine.split('.');
  const placed = path.join(native, 'npm', platform, engine);
  const folder = temporaryFolder('engine');
  copyFileSync(path.join(native, engine), placed);
  try {
    run('pnpm', ['pack', '--pack-destination', folder], path.dirname(placed));
  } finally {
    rmSync(placed);
  }
  return readPack(path.join(folder, readdirSync(folder)[0]));
}

function readPack(tarball) {
  const manifest = JSON.parse(run('tar', ['-xzOf', tarball, 'package/package.json']));
  const files = run('tar', ['-tzf', tarball]).trim().split('\n');
  return { tarball, manifest, files };
}

function checkContents({ manifest, files }) {
  const text = JSON.stringify(manifest);
  for (const trace of ['workspace:', 'catalog:', 'myelin-source']) {
    if (text.includes(trace)) throw new Error(`the packed package.json still says \`${trace}\``);
  }
  const stray = files.filter((file) => /\/src\/|\.test\.|\.tsbuildinfo$|node_modules/.test(file));
  if (stray.length > 0) throw new Error(`packed, but no user needs it: ${stray.join(', ')}`);
  for (const needed of ['dist/index.js', 'dist/index.d.ts']) {
    if (!files.includes(`package/${needed}`)) throw new Error(`not packed: ${needed}`);
  }
  const ours = (name) => name === 'myelin' || name.startsWith('@myelin/');
  const expected = THIRD_PARTY[manifest.name] ?? [];
  const surplus = Object.keys(manifest.dependencies ?? {}).filter(
    (name) => !ours(name) && !expected.includes(name),
  );
  if (surplus.length > 0) throw new Error(`unexpected dependencies: ${surplus.join(', ')}`);
}

/** A package with an engine holds nothing else, and is installed nowhere but where the engine runs. */
function checkEngine({ manifest, files }) {
  const expected = ['LICENSE', 'README.md', 'package.json', manifest.main];
  const found = files.map((file) => file.replace('package/', ''));
  if (found.sort().join() !== expected.sort().join()) throw new Error(`it holds ${found}`);
  const { os, cpu, libc } = manifest;
  if (os?.join() !== process.platform || cpu?.join() !== process.arch) {
    throw new Error(`it is for os ${os}, cpu ${cpu}, libc ${libc}`);
  }
}

/** The named packages and whichever of ours they need. */
function withNeeded(names, packed, found = new Set()) {
  for (const name of names) {
    if (!(name in packed) || found.has(name)) continue;
    found.add(name);
    withNeeded(Object.keys(packed[name].manifest.dependencies ?? {}), packed, found);
  }
  return [...found];
}

function install(names, packed) {
  const folder = temporaryFolder('install');
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const tarballs = names.map((name) => packed[name].tarball);
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs], folder);
  cpSync(smoke, folder, { recursive: true });
  return folder;
}

function checkOneTfjs(folder) {
  const { packages } = JSON.parse(
    readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8'),
  );
  const copies = Object.keys(packages).filter((key) => key.endsWith('@tensorflow/tfjs-core'));
  if (copies.length !== 1) throw new Error(`one tfjs-core expected, found ${copies.join(', ')}`);
  return `: ${Object.keys(packages).length} packages in all`;
}

/** The Node that came with the machine, and the one that our tools run on, if they differ. */
function nodes() {
  const own = process.execPath;
  return [...new Set([process.env.MYELIN_HOST_NODE ?? own, own])];
}

/** Bundles the program as a page would have it. */
async function bundle(folder, program) {
  const outfile = path.join(folder, 'bundle.mjs');
  await build({
    entryPoints: [path.join(folder, program)],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  const bytes = readFileSync(outfile);
  const kilobytes = (count) => `${(count / 1000).toFixed(0)} kB`;
  return `: ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`;
}

/** Runs the bundle in a page: shaking the tree must not have lost a gradient. */
async function runInPage(folder) {
  if (chromium === undefined) return ': skipped, no Chromium found';
  const browser = await launcher.launch({ executablePath: chromium, args: chromiumFlags });
  try {
    const page = await browser.newPage();
    let said = '';
    page.on('console', (message) => {
      said = `: ${message.text()}`;
    });
    const answers = { '/': ['text/html', '<!doctype html>'] };
    answers['/bundle.mjs'] = [
      'text/javascript',
      readFileSync(path.join(folder, 'bundle.mjs'), 'utf8'),
    ];
    await page.route('**/*', (route) => {
      const [contentType, body] = answers[new URL(route.request().url()).pathname] ?? [];
      return body === undefined ? route.abort() : route.fulfill({ contentType, body });
    });
    await page.goto('http://localhost/');
    await page.evaluate("import('/bundle.mjs').then(() => undefined)");
    return said;
  } finally {
    await browser.close();
  }
}

/** Type-checks the program and all declarations it reaches, in the settings of a strict user. */
function checkTypes(folder, program) {
  const typed = program.replace('.mjs', '.mts');
  // The program is plain JavaScript: what it imports is what is checked.
  const imports = readFileSync(path.join(folder, program), 'utf8').match(/^import .*$/gm);
  writeFileSync(path.join(folder, typed), `${imports.join('\n')}\n`);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    module: 'NodeNext',
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    types: [],
    noEmit: true,
  };
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: [typed] }),
  );
  tool('tsc', '-p', folder);
}

async function trySelection(title, names, program, packed) {
  let folder;
  await step(`${title}: npm installs it in an empty folder`, () => {
    folder = install(names, packed);
  });
  if (folder === undefined) return;
  await step(`${title}: its types are whole without skipLibCheck`, () =>
    checkTypes(folder, program),
  );
  await step(`${title}: there is one tfjs-core`, () => checkOneTfjs(folder));
  for (const node of nodes()) {
    const version = run(node, ['--version']).trim();
    await step(`${title}: ${program} runs on Node ${version}`, () => {
      const said = run(node, [program], folder).trim();
      return said === '' ? '' : `: ${said.split('\n').at(-1)}`;
    });
  }
  await step(`${title}: ${program} bundled for a browser`, () => bundle(folder, program));
  await step(`${title}: the bundle runs in Chromium`, () => runInPage(folder));
}

/** Trains by the native backend where its engine is installed, and by the one that it falls back to where not. */
async function tryNative(packed) {
  const names = withNeeded(NATIVE_SELECTION, packed);
  let engine;
  await step('the engine that was built here is packed', () => {
    engine = packEngine();
    return engine === undefined ? ': skipped, none was built' : `: ${engine.manifest.name}`;
  });
  await tryInstalled('native without its engine', names, packed, /^cpu: .* is not installed/);
  if (engine === undefined) return;
  const { name } = engine.manifest;
  await step(`${name}: what the tarball holds`, () => checkEngine(engine));
  const withEngine = { ...packed, [name]: engine };
  await tryInstalled('native with its engine', [...names, name], withEngine, /^native: loss/);
}

async function tryInstalled(title, names, packed, expected) {
  let folder;
  await step(`${title}: npm installs it in an empty folder`, () => {
    folder = install(names, packed);
  });
  if (folder === undefined) return;
  for (const node of nodes()) {
    await step(`${title}: native.mjs runs on Node ${run(node, ['--version']).trim()}`, () => {
      const said = run(node, ['native.mjs'], folder).trim();
      if (!expected.test(said)) throw new Error(`expected ${expected}, it said: ${said}`);
      return `: ${said}`;
    });
  }
}

let packed = {};
await step('every public package is packed', () => {
  packed = packAll();
});
for (const [name, pack] of Object.entries(packed)) {
  await step(`${name}: what the tarball holds`, () => checkContents(pack));
  await step(`${name}: publint`, () => void tool('publint', 'run', pack.tarball, '--strict'));
  await step(`${name}: types resolve`, () => {
    tool('attw', pack.tarball, '--profile', 'esm-only', '--no-emoji');
  });
}
if (SELECTION.every((name) => name in packed)) {
  await trySelection('selection', withNeeded(SELECTION, packed), 'train.mjs', packed);
  await tryNative(packed);
  await trySelection('umbrella', withNeeded(['myelin'], packed), 'umbrella.mjs', packed);
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

if (failures.length > 0) {
  console.error(`\n${failures.length} of the package checks failed.`);
  process.exitCode = 1;
}
